//! Inflection.
use super::tag::Tag;
use std::borrow::Cow;

/// The lemma.
pub fn lemma(form: &str, _tag: Tag) -> Cow<'_, str> {
    if form.bytes().any(|b| b.is_ascii_uppercase()) { form.to_lowercase().into() } else { form.into() }
}
