//! Which provider and which of its operations the person means.

use bindery_registry::PROVIDERS;
use bindery_runtime::erased::{Arguments, Endpoint, Entry};
use clap::builder::PossibleValuesParser;

use crate::output::{Failure, Secrets};

/// The arguments that `decode` and `get` share.
#[derive(Debug, clap::Args)]
pub(crate) struct Target {
    /// The provider, as `bindery providers` names it
    #[arg(value_parser = PossibleValuesParser::new(PROVIDERS.iter().map(|entry| entry.provider.name)))]
    provider: String,
    /// The operation, where the provider has several
    #[arg(long, value_name = "OPERATION")]
    operation: Option<String>,
    /// Print secrets in clear instead of as `[redacted]`
    #[arg(long)]
    show_secrets: bool,
}

impl Target {
    pub(crate) fn find(&self) -> Result<(&'static Entry, &'static Endpoint), Failure> {
        let entry = PROVIDERS
            .iter()
            .find(|entry| entry.provider.name == self.provider)
            .ok_or_else(|| Failure::usage(format!("there is no provider {}", self.provider)))?;
        let endpoint = match (&self.operation, entry.endpoints) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(id), endpoints) => endpoints
                .iter()
                .find(|endpoint| endpoint.operation.id == id),
        };
        let endpoint = endpoint.ok_or_else(|| {
            let known: Vec<_> = entry
                .endpoints
                .iter()
                .map(|endpoint| endpoint.operation.id)
                .collect();
            let problem = match &self.operation {
                Some(id) => format!("{} has no operation {id}", self.provider),
                None => format!("{} has several operations", self.provider),
            };
            Failure::usage(problem).advice(format!(
                "say which one with --operation: {}",
                known.join(", ")
            ))
        })?;
        Ok((entry, endpoint))
    }

    pub(crate) fn secrets(&self) -> Secrets {
        if self.show_secrets {
            Secrets::Shown
        } else {
            Secrets::Hidden
        }
    }
}

/// The arguments of a call: `NAME=VALUE` for any parameter, other words for the required ones in their order.
pub(crate) fn arguments<'a>(
    endpoint: &Endpoint,
    words: impl IntoIterator<Item = &'a str>,
) -> Result<Arguments, Failure> {
    let operation = endpoint.operation;
    let known =
        |name: &str| operation.parameters.contains(&name) || operation.optional.contains(&name);
    let (mut named, mut values) = (Vec::new(), Vec::new());
    for word in words {
        match word.split_once('=') {
            Some((name, value)) if known(name) => named.push((name, value)),
            _ => values.push(word),
        }
    }
    let mut values = values.into_iter();
    for &name in operation.parameters {
        if !named.iter().any(|(given, _)| *given == name) {
            let missing = || Failure::usage(format!("{}: missing argument: {name}", operation.id));
            named.push((name, values.next().ok_or_else(missing)?));
        }
    }
    if let Some(extra) = values.next() {
        let names = [operation.parameters, operation.optional]
            .concat()
            .join(", ");
        let problem = format!("{}: unexpected argument: {extra}", operation.id);
        return Err(Failure::usage(problem).advice(match names.as_str() {
            "" => "It takes no arguments.".to_owned(),
            names => format!("Its parameters are: {names}."),
        }));
    }
    let add = |arguments: Arguments, (name, value): (&str, &str)| arguments.parameter(name, value);
    Ok(named.into_iter().fold(Arguments::new(), add))
}
