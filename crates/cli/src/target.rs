//! Which provider and which of its operations a person means, and with which arguments.

use bindery_registry::PROVIDERS;
use bindery_runtime::erased::{Arguments, Endpoint, Entry};
use clap::builder::PossibleValuesParser;

use crate::output::Failure;

/// The arguments that `decode` and `get` share.
#[derive(Debug, clap::Args)]
pub(crate) struct Target {
    /// Provider, as listed by `bindery providers`
    #[arg(value_parser = providers())]
    provider: String,
    /// Operation [default: the only one, or get_account]
    #[arg(long, value_name = "OPERATION")]
    operation: Option<String>,
}

/// The operation that is meant where a provider has several and none is named.
const DEFAULT: &str = "get_account";

impl Target {
    pub(crate) fn find(&self) -> Result<(&'static Entry, &'static Endpoint), Failure> {
        let entry = provider(&self.provider)?;
        let endpoint = match (&self.operation, entry.endpoints) {
            (None, [only]) => only,
            (id, _) => endpoint(entry, id.as_deref().unwrap_or(DEFAULT))?,
        };
        Ok((entry, endpoint))
    }
}

/// Takes the name of a provider.
pub(crate) fn providers() -> PossibleValuesParser {
    PossibleValuesParser::new(PROVIDERS.iter().map(|entry| entry.provider.name))
}

pub(crate) fn provider(name: &str) -> Result<&'static Entry, Failure> {
    let found = PROVIDERS.iter().find(|entry| entry.provider.name == name);
    found.ok_or_else(|| Failure::usage(format!("there is no provider {name}")))
}

pub(crate) fn endpoint(entry: &'static Entry, id: &str) -> Result<&'static Endpoint, Failure> {
    let found = entry.endpoints.iter().find(|e| e.operation.id == id);
    found.ok_or_else(|| {
        let known: Vec<_> = entry.endpoints.iter().map(|e| e.operation.id).collect();
        Failure::usage(format!("{} has no operation {id}", entry.provider.name))
            .advice(format!("Its operations are: {}", known.join(", ")))
    })
}

/// The arguments of a call: `NAME=VALUE` for any parameter, other values for the required ones in their order.
pub(crate) fn arguments(
    endpoint: &Endpoint,
    values: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<Arguments, Failure> {
    let operation = endpoint.operation;
    let known =
        |name: &str| operation.parameters.contains(&name) || operation.optional.contains(&name);
    let (mut named, mut positional) = (Vec::new(), Vec::new());
    for value in values {
        let value = value.as_ref();
        match value.split_once('=') {
            Some((name, value)) if known(name) => named.push((name.to_owned(), value.to_owned())),
            _ => positional.push(value.to_owned()),
        }
    }
    let mut positional = positional.into_iter();
    for &name in operation.parameters {
        if !named.iter().any(|(given, _)| given == name) {
            let missing = || Failure::usage(format!("{}: missing argument: {name}", operation.id));
            named.push((name.to_owned(), positional.next().ok_or_else(missing)?));
        }
    }
    if let Some(extra) = positional.next() {
        let names = [operation.parameters, operation.optional].concat();
        let problem = format!("{}: unexpected argument: {extra}", operation.id);
        return Err(Failure::usage(problem).advice(match names[..] {
            [] => "It takes no arguments.".to_owned(),
            _ => format!("Its parameters are: {}", names.join(", ")),
        }));
    }
    let arguments = Arguments::new();
    Ok(named
        .into_iter()
        .fold(arguments, |arguments, (name, value)| arguments.parameter(name, value)))
}
