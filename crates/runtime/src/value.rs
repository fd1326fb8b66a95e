//! Values: the types of fields, what is kept of a body beside them, and how they are shown.

pub(crate) mod any;
pub(crate) mod base64;
pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod document;
pub(crate) mod extra;
pub(crate) mod fault;
pub(crate) mod file;
pub(crate) mod inspect;
pub mod object;
pub mod open_enum;
pub(crate) mod scalar;
#[cfg(feature = "schemars")]
mod schema;
pub(crate) mod secret;
#[cfg(feature = "client")]
pub(crate) mod text;
pub(crate) mod timestamp;
pub mod union;
pub(crate) mod unix_time;
