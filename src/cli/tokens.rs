//! `postedit tokens FILE`: how the tool reads a text.

use std::io::{self, Write};
use std::path::PathBuf;

use super::{Error, Status, walk};
use crate::document::{Document, Voice};
use crate::format::Format;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The article to read
    file: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Status, Error> {
    let name = walk::name(&args.file);
    let bytes = std::fs::read(&args.file).map_err(|error| Error::Refused(format!("{name}: {error}")))?;
    let format = Format::of_name(&name);
    let source = format.decode(bytes).map_err(|error| Error::Refused(format!("{name}: {error}")))?;
    print(&Document::of(&format.view(source.text()), format), &mut io::stdout().lock())?;
    Ok(Status::Clean)
}

/// Prints every block with its sentences: for each token the word, its tag, and by how much it is a finite verb.
fn print(doc: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, block) in doc.blocks().iter().enumerate() {
        writeln!(out, "{:?} {:?}", block.kind, block.range)?;
        if let Some(turn) = doc.turns().of_block(index) {
            let turn = &doc.turns().list[turn];
            let label = &doc.turns().labels[turn.label];
            writeln!(out, "  turn of {} ({:?}), colon {}", label.name, label.role, turn.colon.is_some())?;
        }
        for sentence in block.sentences.clone() {
            let sentence = &doc.sentences()[sentence];
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
        }
    }
    for mark in &doc.quotations().unpaired {
        writeln!(out, "unpaired {:?} mark at {:?}", mark.role, mark.range)?;
    }
    Ok(())
}
