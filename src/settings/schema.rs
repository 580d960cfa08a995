//! A JSON schema of configuration files, for editors that complete and check as one types.

use serde_json::{Map, Value, json};

use super::Profile;
use super::file::{FILES, OVERRIDES, ROOT};
use super::keys::{KEYS, Key, Takes};
use crate::rules::{Family, TABLE};

/// The schema of a configuration file (JSON Schema, draft 7).
pub fn schema() -> Value {
    let mut properties = properties(|_| true);
    properties.insert(
        ROOT.into(),
        json!({"type": "boolean", "description": "No configuration file in a folder above is asked."}),
    );
    let mut own = self::properties(|key| key.by_file);
    own.insert(
        FILES.into(),
        json!({"type": "array", "items": {"type": "string"}, "minItems": 1,
               "description": "Globs as in an ignore file, relative to the folder of the configuration file."}),
    );
    let one = json!({"type": "object", "properties": own, "required": [FILES], "additionalProperties": false});
    properties.insert(
        OVERRIDES.into(),
        json!({"type": "array", "items": one, "description": "Settings for some files; the last that matches wins."}),
    );
    let families = Family::ALL.iter().map(|family| family.as_str());
    let names: Vec<&str> = families.chain(TABLE.iter().map(|entry| entry.rule.id)).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "postedit.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": {
            "name": {"description": "A rule or a family of rules.", "enum": names},
            "severity": {"enum": ["error", "warning", "info"]},
        },
    })
}

fn properties(wanted: impl Fn(&Key) -> bool) -> Map<String, Value> {
    KEYS.iter().filter(|key| wanted(key)).map(|key| (key.name.into(), property(key))).collect()
}

fn property(key: &Key) -> Value {
    let name = json!({"$ref": "#/definitions/name"});
    let mut property = match key.takes {
        Takes::Rules(_) => json!({"type": "array", "items": name}),
        Takes::Severities(_) => json!({
            "type": "object",
            "propertyNames": name,
            "additionalProperties": {"$ref": "#/definitions/severity"},
        }),
        Takes::FailOn(_) => json!({"enum": ["error", "warning", "info", "never"]}),
        Takes::Profile(_) => json!({"enum": Profile::ALL.map(Profile::as_str)}),
        Takes::Score(_) => json!({"type": "number", "minimum": 0, "maximum": 100}),
        Takes::Flag(_) => json!({"type": "boolean"}),
        Takes::Path(_) | Takes::Below(_) => json!({"type": "string"}),
    };
    property["description"] = key.about.into();
    property
}
