//! Numbers as a GGUF file packs them, unpacked to 32 bits.
//!
//! The block layouts are those of ggml (`ggml-quants`): a block of numbers shares one scale, or one scale and a table
//! of smaller ones.

use super::ModelError;

/// How the numbers of a tensor are packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    /// IEEE 754, 32 bits.
    F32,
    /// IEEE 754, 16 bits.
    F16,
    /// The upper half of 32 bits.
    Bf16,
    /// 32 numbers of 4 bits.
    Q4_0,
    /// 32 numbers of 5 bits.
    Q5_0,
    /// 32 numbers of 8 bits.
    Q8_0,
    /// 256 numbers of 4 bits with a scale and a minimum for every 32.
    Q4K,
    /// 256 numbers of 5 bits with a scale and a minimum for every 32.
    Q5K,
    /// 256 numbers of 6 bits with a scale for every 16.
    Q6K,
}

impl Encoding {
    /// The encoding that GGUF gives this number.
    pub(super) fn numbered(number: u32) -> Result<Self, ModelError> {
        Ok(match number {
            0 => Encoding::F32,
            1 => Encoding::F16,
            2 => Encoding::Q4_0,
            6 => Encoding::Q5_0,
            8 => Encoding::Q8_0,
            12 => Encoding::Q4K,
            13 => Encoding::Q5K,
            14 => Encoding::Q6K,
            30 => Encoding::Bf16,
            other => return Err(ModelError::Encoding(other)),
        })
    }

    /// How many numbers a block holds.
    pub(super) const fn block(self) -> usize {
        match self {
            Encoding::F32 | Encoding::F16 | Encoding::Bf16 => 1,
            Encoding::Q4_0 | Encoding::Q5_0 | Encoding::Q8_0 => 32,
            Encoding::Q4K | Encoding::Q5K | Encoding::Q6K => 256,
        }
    }

    /// How many bytes a block takes.
    pub(super) const fn block_bytes(self) -> usize {
        match self {
            Encoding::F32 => 4,
            Encoding::F16 | Encoding::Bf16 => 2,
            Encoding::Q4_0 => 2 + 16,
            Encoding::Q5_0 => 2 + 4 + 16,
            Encoding::Q8_0 => 2 + 32,
            Encoding::Q4K => 2 + 2 + 12 + 128,
            Encoding::Q5K => 2 + 2 + 12 + 32 + 128,
            Encoding::Q6K => 128 + 64 + 16 + 2,
        }
    }
}

/// Unpacks whole blocks: `numbers` holds as many numbers as `bytes` does.
pub(super) fn decode(encoding: Encoding, bytes: &[u8], numbers: &mut [f32]) {
    let blocks = bytes.chunks_exact(encoding.block_bytes()).zip(numbers.chunks_exact_mut(encoding.block()));
    let unpack: fn(&[u8], &mut [f32]) = match encoding {
        Encoding::F32 => |bytes, out| out[0] = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        Encoding::F16 => |bytes, out| out[0] = half(bytes),
        Encoding::Bf16 => |bytes, out| out[0] = f32::from_le_bytes([0, 0, bytes[0], bytes[1]]),
        Encoding::Q4_0 => q4_0,
        Encoding::Q5_0 => q5_0,
        Encoding::Q8_0 => q8_0,
        Encoding::Q4K => |bytes, out| q4_k(&bytes[..16], None, &bytes[16..], out),
        Encoding::Q5K => |bytes, out| q4_k(&bytes[..16], Some(&bytes[16..48]), &bytes[48..], out),
        Encoding::Q6K => q6_k,
    };
    blocks.for_each(|(bytes, out)| unpack(bytes, out));
}

/// A 16-bit number, of the first two bytes.
fn half(bytes: &[u8]) -> f32 {
    let bits = u32::from(u16::from_le_bytes([bytes[0], bytes[1]]));
    let (sign, exponent, fraction) = (bits >> 15, bits >> 10 & 0x1f, bits & 0x3ff);
    let size = match exponent {
        0 => fraction as f32 * 2.0f32.powi(-24),
        0x1f => f32::from_bits(0x7f80_0000 | fraction << 13),
        _ => f32::from_bits((exponent + 112) << 23 | fraction << 13),
    };
    if sign == 1 { -size } else { size }
}

fn q4_0(bytes: &[u8], out: &mut [f32]) {
    let scale = half(bytes);
    for (at, &pair) in bytes[2..].iter().enumerate() {
        out[at] = scale * (f32::from(pair & 15) - 8.0);
        out[at + 16] = scale * (f32::from(pair >> 4) - 8.0);
    }
}

fn q5_0(bytes: &[u8], out: &mut [f32]) {
    let scale = half(bytes);
    let high = u32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]);
    for (at, &pair) in bytes[6..].iter().enumerate() {
        let bit = |at: usize| (high >> at & 1) as u8 * 16;
        out[at] = scale * (f32::from(pair & 15 | bit(at)) - 16.0);
        out[at + 16] = scale * (f32::from(pair >> 4 | bit(at + 16)) - 16.0);
    }
}

fn q8_0(bytes: &[u8], out: &mut [f32]) {
    let scale = half(bytes);
    for (out, &byte) in out.iter_mut().zip(&bytes[2..]) {
        *out = scale * f32::from(byte as i8);
    }
}

/// The scale and the minimum of eighth `part` of a block, of 6 bits each, packed in twelve bytes.
fn small_scale(part: usize, packed: &[u8]) -> (f32, f32) {
    let (scale, minimum) = if part < 4 {
        (packed[part] & 63, packed[part + 4] & 63)
    } else {
        (packed[part + 4] & 15 | packed[part - 4] >> 6 << 4, packed[part + 4] >> 4 | packed[part] >> 6 << 4)
    };
    (f32::from(scale), f32::from(minimum))
}

/// Numbers of 4 bits, or of 5 where `high` holds the fifth.
fn q4_k(head: &[u8], high: Option<&[u8]>, low: &[u8], out: &mut [f32]) {
    let (scale, minimum) = (half(head), half(&head[2..]));
    for (part, out) in out.chunks_exact_mut(32).enumerate() {
        let (own_scale, own_minimum) = small_scale(part, &head[4..]);
        let pairs = &low[part / 2 * 32..][..32];
        for (at, out) in out.iter_mut().enumerate() {
            let four = if part % 2 == 0 { pairs[at] & 15 } else { pairs[at] >> 4 };
            let fifth = high.map_or(0, |high| (high[at] >> part & 1) * 16);
            *out = scale * own_scale * f32::from(four + fifth) - minimum * own_minimum;
        }
    }
}

fn q6_k(bytes: &[u8], out: &mut [f32]) {
    let (low, high, scales) = (&bytes[..128], &bytes[128..192], &bytes[192..208]);
    let scale = half(&bytes[208..]);
    for (half, out) in out.chunks_exact_mut(128).enumerate() {
        for (at, out) in out.iter_mut().enumerate() {
            let (quarter, place) = (at / 32, at % 32);
            let pair = low[half * 64 + quarter % 2 * 32 + place];
            let four = if quarter < 2 { pair & 15 } else { pair >> 4 };
            let two = high[half * 32 + place] >> (2 * quarter) & 3;
            let own = f32::from(scales[half * 8 + at / 16] as i8);
            *out = scale * own * (f32::from(four | two << 4) - 32.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode, half};

    const ONE: [u8; 2] = [0x00, 0x3c];

    fn unpacked(encoding: Encoding, bytes: &[u8]) -> Vec<f32> {
        let mut numbers = vec![0.0; encoding.block()];
        assert_eq!(bytes.len(), encoding.block_bytes());
        decode(encoding, bytes, &mut numbers);
        numbers
    }

    #[test]
    fn halves_are_read_down_to_the_smallest() {
        for (bits, number) in [(0x3c00u16, 1.0), (0xc000, -2.0), (0x0001, 2.0f32.powi(-24)), (0x0400, 2.0f32.powi(-14))]
        {
            assert_eq!(half(&bits.to_le_bytes()), number, "{bits:#06x}");
        }
        assert!(half(&0x7e00u16.to_le_bytes()).is_nan());
    }

    #[test]
    fn blocks_of_thirty_two_share_a_scale() {
        let block = |rest: &[u8]| [&ONE[..], rest].concat();
        let eight = unpacked(Encoding::Q8_0, &block(&[0xfe; 32]));
        assert_eq!(eight, [-2.0; 32]);
        let four = unpacked(Encoding::Q4_0, &block(&[0x79; 16]));
        assert_eq!((four[0], four[15], four[16], four[31]), (1.0, 1.0, -1.0, -1.0));
        // The fifth bits of the first and of the last number are set.
        let five = unpacked(Encoding::Q5_0, &block(&[&[0x01, 0, 0, 0x80][..], &[0x13; 16]].concat()));
        assert_eq!((five[0], five[1], five[16], five[31]), (3.0, -13.0, -15.0, 1.0));
    }

    #[test]
    fn blocks_of_two_hundred_and_fifty_six_have_scales_of_their_own() {
        // Scale 1, minimum 1; the first eighth has scale 2 and minimum 3, the last 4 and 5.
        let mut four = [&ONE[..], &ONE, &[0; 12], &[0x21; 128]].concat();
        (four[4], four[8], four[15]) = (2, 3, 0x54);
        let four = unpacked(Encoding::Q4K, &four);
        assert_eq!((four[0], four[32], four[255]), (2.0 * 1.0 - 3.0, 0.0, 4.0 * 2.0 - 5.0));
        let six = [&[0x21; 128][..], &[0x00; 64], &[2; 16], &ONE].concat();
        let six = unpacked(Encoding::Q6K, &six);
        assert_eq!((six[0], six[64], six[255]), (2.0 * (1.0 - 32.0), 2.0 * (2.0 - 32.0), 2.0 * (2.0 - 32.0)));
    }
}
