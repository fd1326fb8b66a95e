//! What every Bindery crate runs on: decoding, auth, retries, limits and errors, driven by each provider's spec.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc = ""]
#![doc = include_str!("../README.md")]

#[cfg(feature = "client")]
mod auth;
#[cfg(feature = "client")]
mod builder;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod connect;
mod decimal;
mod decode;
#[cfg(feature = "erased")]
pub mod erased;
#[cfg(feature = "client")]
mod error;
mod extra;
mod inspect;
mod json;
#[doc(hidden)]
pub mod open_enum;
#[cfg(feature = "client")]
mod probe;
mod provider;
#[cfg(feature = "client")]
mod report;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod retry;
#[cfg(feature = "schemars")]
mod schema;
mod secret;
#[cfg(feature = "client")]
mod send;
mod timestamp;
#[cfg(feature = "client")]
mod token;
#[cfg(feature = "xml")]
mod xml;

#[cfg(feature = "client")]
pub use auth::{Credentials, scheme};
#[cfg(feature = "client")]
pub use builder::{ClientBuilder, ConfigError, redirects};
#[cfg(feature = "client")]
pub use client::{Api, CallOptions, ClientHooks, MediaType, OperationInfo, Transport};
pub use decimal::{Decimal, DecimalError};
pub use decode::{DecodeError, decode, unwrapped};
#[cfg(feature = "client")]
pub use error::{Error, ResponseValue};
pub use extra::Extra;
#[cfg(feature = "client")]
pub use http::header;
pub use inspect::{Inspection, inspect};
pub use provider::{
    Condition, ErrorFields, Operation, Provider, Scheme, Server, TokenBody, TokenRequest, variable,
};
#[cfg(feature = "client")]
pub use report::Failure;
#[cfg(feature = "client")]
pub use request::{QueryParam, Request, RequestBuilder, Response, encode_path};
#[cfg(feature = "client")]
pub use reqwest;
/// For what [`open_enum!`] writes.
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use schemars;
pub use secret::Secret;
/// For what [`open_enum!`] writes.
#[doc(hidden)]
pub use serde;
pub use timestamp::{Timestamp, TimestampError};
#[cfg(feature = "client")]
pub use token::Token;
