//! A call: the client and its builder, options, responses and errors.

pub(crate) mod api;
pub(crate) mod builder;
pub(crate) mod call;
mod client_builder;
pub(crate) mod credentials;
#[cfg(feature = "erased")]
pub mod erased;
pub(crate) mod error;
pub(crate) mod options;
pub(crate) mod pages;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod response;
