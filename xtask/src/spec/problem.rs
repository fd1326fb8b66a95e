//! What is wrong in a file, said so that a person can correct it.

use std::fmt;

use super::At;

/// One thing that is wrong, or that deserves a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, from the workspace's root.
    pub file: String,
    /// Where in it, if that is known.
    pub at: Option<At>,
    /// What is wrong; what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    /// `specs/sakari/openapi.yaml:214:9: what is wrong; what to do`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(At { line, column }) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}
