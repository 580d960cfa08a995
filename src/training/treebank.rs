//! Prepared treebanks: one token a line, eight tab-separated columns (form, lemma, UPOS, XPOS, features, head, relation,
//! `1` if no space follows), an empty line after each sentence; compressed with xz.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use crate::language::{Tag, Upos};

/// One word with its gold reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// The word as written.
    pub form: String,
    /// Its word class.
    pub upos: Upos,
    /// Its Penn tag, finite base forms told apart.
    pub tag: Tag,
    /// Whether white space stands after it in the text.
    pub space_after: bool,
}

/// The words of one sentence.
pub type Sentence = Vec<Word>;

/// Why a treebank could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TreebankError {
    /// The file could not be opened.
    #[error("{0}: {1}")]
    Open(PathBuf, #[source] io::Error),
    /// The file is not xz or not UTF-8.
    #[error("{0}: cannot be decompressed: {1}")]
    Compression(PathBuf, String),
    /// A line has not the columns or tags it should have.
    #[error("{0}: line {1}: not a word of a treebank")]
    Line(PathBuf, usize),
}

/// The text of the xz file `name` in the folder `treebank`.
pub fn decompress(treebank: &Path, name: &str) -> Result<String, TreebankError> {
    let path = treebank.join(format!("{name}.tsv.xz"));
    let file = File::open(&path).map_err(|error| TreebankError::Open(path.clone(), error))?;
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut text)
        .map_err(|error| TreebankError::Compression(path.clone(), error.to_string()))?;
    String::from_utf8(text).map_err(|error| TreebankError::Compression(path, error.to_string()))
}

/// The sentences of the treebank `name`, for instance `ewt-dev`, in the folder `treebank`.
pub fn read(treebank: &Path, name: &str) -> Result<Vec<Sentence>, TreebankError> {
    let text = decompress(treebank, name)?;
    parse(&text).map_err(|line| TreebankError::Line(treebank.join(format!("{name}.tsv.xz")), line))
}

/// The sentences in `text`, or the number of the first line that is not a word.
pub fn parse(text: &str) -> Result<Vec<Sentence>, usize> {
    let mut sentences = vec![Sentence::new()];
    for (at, line) in text.lines().enumerate() {
        if line.is_empty() {
            sentences.push(Sentence::new());
        } else if let Some(last) = sentences.last_mut() {
            last.push(word(line).ok_or(at + 1)?);
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

fn word(line: &str) -> Option<Word> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [form, _, upos, tag, features, _, _, no_space] = columns[..] else { return None };
    let tag = match Tag::parse(tag)? {
        Tag::Vb if features.contains("VerbForm=Fin") || features.contains("Mood=Imp") => Tag::VbFin,
        tag => tag,
    };
    Some(Word { form: form.to_owned(), upos: Upos::parse(upos)?, tag, space_after: no_space != "1" })
}

/// The text of `sentence` as it was written, with the byte at which each word starts.
///
/// The prepared files drop the marks of contracted words, so `did` `n't` are joined by the look of the second half, and
/// punctuation is joined to a contracted word before it.
pub fn text(sentence: &[Word]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (at, word) in sentence.iter().enumerate() {
        starts.push(text.len());
        text.push_str(&word.form);
        let Some(next) = sentence.get(at + 1) else { break };
        let contracts = |word: &Word| {
            let form = word.form.replace('’', "'").to_lowercase();
            word.tag == Tag::Pos || ["n't", "'s", "'re", "'ve", "'ll", "'m", "'d"].contains(&form.as_str())
        };
        let closes = |word: &Word| matches!(word.tag, Tag::Stop | Tag::Comma | Tag::Colon | Tag::CloseBracket);
        if word.space_after && !contracts(next) && !(contracts(word) && closes(next)) {
            text.push(' ');
        }
    }
    (text, starts)
}

#[cfg(test)]
mod tests {
    use super::{parse, text};
    use crate::language::Tag;

    const LINES: &str = "Do\tdo\tAUX\tVB\tMood=Imp|VerbForm=Fin\t3\taux\t0\n\
                         n't\tnot\tPART\tRB\tPolarity=Neg\t3\tadvmod\t0\n\
                         shout\tshout\tVERB\tVB\tVerbForm=Inf\t0\troot\t1\n\
                         !\t!\tPUNCT\t.\t_\t3\tpunct\t0\n\n";

    #[test]
    fn a_finite_base_form_is_told_from_an_infinitive() {
        let sentences = parse(LINES).unwrap();
        let tags: Vec<Tag> = sentences[0].iter().map(|word| word.tag).collect();
        assert_eq!(tags, [Tag::VbFin, Tag::Rb, Tag::Vb, Tag::Stop]);
    }

    #[test]
    fn the_text_is_joined_as_it_was_written() {
        assert_eq!(text(&parse(LINES).unwrap()[0]), ("Don't shout!".to_owned(), vec![0, 2, 6, 11]));
    }

    #[test]
    fn a_line_of_something_else_is_named() {
        assert_eq!(parse(&format!("{LINES}word\n")), Err(6));
    }
}
