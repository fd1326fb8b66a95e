//! A provider's spec as it was read: the document, its samples, and the problems found in either.

use std::fmt;

use serde_json::Value;

use crate::docs::inventory::Inventory;

/// One folder under `specs/`.
#[derive(Debug, Clone)]
pub struct Spec {
    /// The folder's name, which is the provider's word everywhere.
    pub provider: String,
    /// `openapi.yaml` as JSON, keys in the order of the file.
    pub document: Value,
    /// The bodies under `samples/`, sorted by name.
    pub samples: Vec<Sample>,
    /// What was recorded of the provider's pages; nothing for an operation whose page was not.
    pub inventory: Inventory,
}

impl Spec {
    /// The document's path from the workspace's root.
    pub fn file(&self) -> String {
        format!("specs/{}/openapi.yaml", self.provider)
    }

    /// The inventory's path from the workspace's root.
    pub fn inventory_file(&self) -> String {
        format!("specs/{}/inventory.txt", self.provider)
    }
}

/// A sample body: `<operation>[.<case>].<json|xml>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The file's name without `.json`: `get_account.404`, `get_account.nil.xml`.
    pub name: String,
    /// The file, from the workspace's root.
    pub file: String,
    /// The operation that it answers.
    pub operation: String,
    /// 200, or the three digits that its case starts with.
    pub status: u16,
    /// `application/json` or `application/xml`, by the file's ending.
    pub media_type: &'static str,
    /// The file's bytes.
    pub body: Vec<u8>,
}

/// Something wrong in a spec or a sample, told so that a person can mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from the workspace's root.
    pub file: String,
    /// A JSON pointer into it, or `line 3, column 5` where it cannot be read.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            write!(f, "{}: {}", self.file, self.message)
        } else {
            write!(f, "{}: {}: {}", self.file, self.place, self.message)
        }
    }
}
