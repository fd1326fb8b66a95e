//! A call: the client and its builder, options, responses and errors.

pub(crate) mod api;
pub(crate) mod builder;
pub(crate) mod connect;
#[cfg(feature = "erased")]
pub mod erased;
pub(crate) mod error;
