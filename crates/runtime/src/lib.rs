//! What every Bindery crate runs on: decoding, auth, retries, limits and errors, driven by each provider's spec.

mod decimal;
mod decode;
mod extra;
mod inspect;
mod json;
#[doc(hidden)]
pub mod open_enum;
mod provider;
mod secret;
mod timestamp;

pub use decimal::{Decimal, DecimalError};
pub use decode::{DecodeError, decode};
pub use extra::Extra;
pub use inspect::{Inspection, inspect};
pub use provider::{
    Condition, ErrorFields, Operation, Provider, Scheme, Server, TokenBody, TokenRequest, variable,
};
pub use secret::Secret;
/// For what [`open_enum!`] writes.
#[doc(hidden)]
pub use serde;
pub use timestamp::{Timestamp, TimestampError};
