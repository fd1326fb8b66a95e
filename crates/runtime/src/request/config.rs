//! Configuration errors, and the environment variables of credentials.

use std::fmt;

use crate::request::provider::{Provider, Scheme, variable};

/// The error of a client that cannot be built. Its message has the missing or invalid setting and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
}

impl ConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// The builder was given no credentials.
    pub(crate) fn no_credentials(provider: &Provider) -> Self {
        Self::new(format!(
            "{} needs credentials: give them to the builder, or use from_env with {} set",
            provider.title,
            choices(provider, provider.security)
        ))
    }

    /// No scheme has all of its variables: says which there could be, and what is wrong with those that are incomplete.
    pub(crate) fn no_variables(
        provider: &Provider,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let mut problems: Vec<String> = Vec::new();
        for scheme in provider.schemes() {
            let states: Vec<_> =
                variables(provider, scheme).into_iter().map(|name| (lookup(&name), name)).collect();
            if states.iter().all(|(value, _)| value.is_none()) {
                continue;
            }
            for (value, name) in states {
                let problem = match value.as_deref() {
                    None => format!("{name} is missing"),
                    Some("") => format!("{name} is empty"),
                    Some(_) => continue,
                };
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        let mut message = format!(
            "no credentials for {}: set {}",
            provider.title,
            choices(provider, provider.schemes())
        );
        if !problems.is_empty() {
            message.push_str(&format!(" ({})", problems.join(", ")));
        }
        Self::new(message)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

/// For example `PROVIDER_CLIENT_ID and PROVIDER_CLIENT_SECRET, or PROVIDER_TOKEN`.
pub(crate) fn choices<'s>(
    provider: &Provider,
    schemes: impl IntoIterator<Item = &'s Scheme>,
) -> String {
    let schemes = schemes.into_iter().filter(|scheme| !scheme.parts().is_empty());
    schemes
        .map(|scheme| variables(provider, scheme).join(" and "))
        .collect::<Vec<_>>()
        .join(", or ")
}

/// The environment variables for a scheme.
pub(crate) fn variables(provider: &Provider, scheme: &Scheme) -> Vec<String> {
    scheme.words().into_iter().map(|word| variable(provider.name, word)).collect()
}
