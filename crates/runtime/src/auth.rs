//! Who calls: credentials, the token that a client shares between its calls, and what must not be shown.

pub(crate) mod grant;
pub(crate) mod proof;
pub(crate) mod redact;
pub(crate) mod token;
