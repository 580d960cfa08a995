#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postedit_fuzz::targets::answers(bytes));
