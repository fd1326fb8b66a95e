//! Requests: what a method makes, and what the spec says about its provider.

#[cfg(feature = "client")]
pub(crate) mod config;
#[cfg(feature = "client")]
pub(crate) mod message;
pub(crate) mod provider;
#[cfg(feature = "client")]
pub(crate) mod url;
#[cfg(all(feature = "client", feature = "xml"))]
pub(crate) mod xml;
