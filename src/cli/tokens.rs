//! `postedit tokens FILE`: how the tool reads a text.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{Error, Status, walk};
use crate::document::narration::Narrator;
use crate::document::{Document, Voice};
use crate::format::Format;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The article to read; `-` for standard input
    file: PathBuf,
    /// The name of what comes from standard input; its ending says the format
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    stdin_name: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Status, Error> {
    let (path, bytes) = if args.file == Path::new("-") {
        let mut bytes = Vec::new();
        (&args.stdin_name, io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes))
    } else {
        (&args.file, fs::read(&args.file))
    };
    let bytes = bytes.map_err(|error| Error::about(path, error))?;
    let format = Format::of_name(&walk::name(path));
    let source = format.decode(bytes).map_err(|error| Error::about(path, error))?;
    print(&Document::of(&format.view(source.text()), format), &mut io::stdout().lock())?;
    Ok(Status::Clean)
}

/// Prints every block with its sentences: for each token the word, its tag, and by how much it is a finite verb; under each
/// sentence who and what is on stage in it and its pronouns; at the end the names, who speaks each quotation, and the marks
/// without a partner.
fn print(doc: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, block) in doc.blocks().iter().enumerate() {
        writeln!(out, "{:?} {:?}", block.kind, block.range)?;
        if let Some(turn) = doc.turns().of_block(index) {
            let turn = &doc.turns().list[turn];
            let label = &doc.turns().labels[turn.label];
            writeln!(out, "  turn of {} ({:?}), colon {}", label.name, label.role, turn.colon.is_some())?;
        }
        for number in block.sentences.clone() {
            let sentence = &doc.sentences()[number];
            let voice = match doc.voice_at(sentence.range.start()) {
                Voice::Narration => "narration",
                Voice::Quotation(_) => "quotation",
                Voice::Turn(_) => "turn",
            };
            write!(out, "  {voice}:")?;
            for at in sentence.tokens.clone() {
                let token = &doc.tokens()[at];
                write!(out, " {}/{}", doc.word(at).escape_debug(), token.tag)?;
                if token.tag.is_verb() {
                    write!(out, "/{}", token.finite_margin)?;
                }
            }
            writeln!(out)?;
            stage(doc, number, out)?;
        }
    }
    names(doc, out)?;
    for mark in &doc.quotations().unpaired {
        writeln!(out, "unpaired {:?} mark at {:?}", mark.role, mark.range)?;
    }
    Ok(())
}

/// Prints the figures and the pronouns of a sentence.
fn stage(doc: &Document<'_>, sentence: usize, out: &mut dyn Write) -> io::Result<()> {
    let narration = doc.narration();
    for figure in narration.figures.iter().filter(|figure| figure.sentence == sentence) {
        write!(out, "      {:?} `{}`", figure.sort, doc.words(figure.tokens.clone()))?;
        if let Some(person) = figure.person {
            write!(out, ", named `{}`", doc.quote(doc.mentions().entities[person].full))?;
        }
        if let Some((gender, evidence)) = narration.gender_of(figure, usize::MAX) {
            write!(out, ", {gender:?} by {evidence:?}")?;
        }
        for (holds, what) in [(figure.subject, "subject"), (figure.possessor, "possessor")] {
            if holds {
                write!(out, ", {what}")?;
            }
        }
        writeln!(out)?;
    }
    for pronoun in narration.pronouns.iter().filter(|pronoun| pronoun.sentence == sentence) {
        writeln!(out, "      pronoun `{}`, {:?}", doc.word(pronoun.token), pronoun.case)?;
    }
    Ok(())
}

/// Prints the names with what they name, and whose words each quotation holds.
fn names(doc: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let narration = doc.narration();
    writeln!(out, "told by {}", if narration.narrator == Narrator::Singular { "a narrator, `I`" } else { "nobody" })?;
    for entity in &doc.mentions().entities {
        writeln!(out, "{:?} `{}`, {} times", entity.kind, doc.quote(entity.full), entity.mentions.len())?;
    }
    for quotation in &doc.quotations().list {
        if let Some(speaker) = narration.speaker_at(doc, quotation.range.start()) {
            let (words, name) = (doc.quote(quotation.range), doc.quote(doc.mentions().entities[speaker].full));
            writeln!(out, "{words} is said by `{name}`")?;
        }
    }
    Ok(())
}
