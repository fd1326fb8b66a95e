//! What every Bindery crate runs on: decoding, auth, retries, limits and errors, driven by each provider's spec.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc = ""]
#![doc = include_str!("../README.md")]

#[cfg(feature = "client")]
mod auth;
mod body;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod exchange;
mod request;
mod value;

#[cfg(feature = "client")]
pub use auth::credentials::{Credentials, scheme};
#[cfg(feature = "client")]
pub use auth::token::Token;
pub use body::decode::{DecodeError, decode, unwrapped};
#[cfg(feature = "client")]
pub use client::api::{Api, CallOptions, ClientHooks, MediaType, OperationInfo, Transport};
#[cfg(feature = "client")]
pub use client::builder::{ClientBuilder, ConfigError, redirects};
#[cfg(feature = "erased")]
pub use client::erased;
#[cfg(feature = "client")]
pub use client::error::{Error, ResponseValue};
#[cfg(feature = "client")]
pub use exchange::report::Failure;
#[cfg(feature = "client")]
pub use http::header;
#[cfg(feature = "client")]
pub use request::message::{QueryParam, Request, RequestBuilder, Response, encode_path};
pub use request::provider::{
    Condition, ErrorFields, Operation, Provider, ResponseBody, Scheme, Security, Server, TokenBody,
    TokenCredentials, TokenRequest, variable,
};
#[cfg(feature = "client")]
pub use reqwest;
/// For what [`open_enum!`] writes.
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use schemars;
/// For what [`open_enum!`] writes.
#[doc(hidden)]
pub use serde;
pub use value::decimal::{Decimal, DecimalError};
pub use value::extra::Extra;
pub use value::inspect::{Inspection, inspect};
#[doc(hidden)]
pub use value::open_enum;
pub use value::secret::Secret;
pub use value::timestamp::{Timestamp, TimestampError};
