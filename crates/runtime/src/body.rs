//! Bodies: from bytes in JSON or XML to a type, and what to say when they do not fit.

pub(crate) mod answer;
pub(crate) mod content_type;
pub(crate) mod decode;
pub(crate) mod json;
#[cfg(feature = "xml")]
pub(crate) mod xml;
