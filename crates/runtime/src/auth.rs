//! Who calls: credentials, and the token that a client shares between its calls.

pub(crate) mod credentials;
pub(crate) mod token;
