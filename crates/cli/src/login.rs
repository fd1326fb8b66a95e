//! `bindery login`: stores credentials in a profile. They are never arguments, which other users of a machine can see.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

use bindery_runtime::erased::{Entry, Settings};
use bindery_runtime::{Scheme, variable};

use crate::output::{self, Failure};
use crate::profile::{self, Variables};
use crate::target;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
On a terminal, it prompts for each value and does not show secrets. Otherwise it reads one value from each line of standard \
input.

Examples:
  bindery login sakari
  bindery login metallic --scheme token --profile test < token.txt")]
pub(crate) struct Arguments {
    #[arg(value_parser = target::providers())]
    /// Provider, as listed by `bindery providers`
    provider: String,
    /// Kind of credentials, where the provider takes several: `basic`, `token`, `api-key` or a key's name, `client-credentials`,
    /// `login`
    #[arg(long, value_name = "SCHEME")]
    scheme: Option<String>,
    /// Profile to store them in
    #[arg(long, value_name = "NAME", default_value = profile::DEFAULT)]
    profile: String,
    /// Base URL to store with them
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let entry = target::provider(&arguments.provider)?;
    let provider = entry.provider;
    let scheme = scheme(entry, arguments.scheme.as_deref())?;
    let mut variables = Variables::new();
    for part in scheme.parts() {
        let words = part.words();
        for (index, word) in words.iter().enumerate() {
            // The last value of a scheme is its secret: a password, a token, a key.
            let value = match (io::stdin().is_terminal(), index + 1 == words.len()) {
                (true, true) => rpassword::prompt_password(format!("{word}: ")),
                (true, false) => ask(word),
                (false, _) => line(),
            };
            let value = value.map_err(|e| Failure::usage(format!("cannot read {word}: {e}")))?;
            if value.is_empty() {
                return Err(Failure::usage(format!("{word} is empty; nothing was stored")));
            }
            variables.insert(variable(provider.name, word), value);
        }
    }
    // A client is made of them, so that what no request can carry is refused now.
    let settings = Settings {
        base_url: Some(arguments.base_url.clone().unwrap_or("http://localhost".into())),
        ..Settings::default()
    };
    (entry.connect)(&|name| variables.get(name).cloned(), settings)
        .map_err(|e| Failure::usage(e.to_string()))?;
    if let Some(url) = &arguments.base_url {
        variables.insert(variable(provider.name, "base_url"), url.clone());
    }
    let file = profile::save(provider, scheme, &arguments.profile, variables)?;
    output::print(&format!(
        "Stored the credentials of {} in the profile {} of {}.",
        provider.name,
        arguments.profile,
        file.display()
    ))
    .map(drop)
}

/// The scheme of this name, or the provider's first.
fn scheme(entry: &Entry, wanted: Option<&str>) -> Result<&'static Scheme, Failure> {
    let provider = entry.provider;
    let schemes = provider.schemes();
    let names: Vec<String> = schemes.iter().map(|scheme| name(scheme, &schemes)).collect();
    let mut named = schemes.iter().zip(&names);
    let found = named.find(|(_, name)| wanted.is_none_or(|wanted| *name == wanted));
    match (found, wanted.filter(|_| !names.is_empty())) {
        (Some((scheme, _)), _) => Ok(scheme),
        (None, None) => Err(Failure::usage(format!("{} takes no credentials", provider.name))),
        (None, Some(wanted)) => {
            Err(Failure::usage(format!("{} does not take {wanted}", provider.name))
                .advice(format!("It takes: {}", names.join(", "))))
        }
    }
}

/// The name of a scheme among those of its provider: `token`, `basic+api-key`; of one of several API keys, `X-Api-Key`.
fn name(scheme: &Scheme, all: &[&Scheme]) -> String {
    let is_key =
        |part: &Scheme| matches!(part, Scheme::ApiKeyQuery { .. } | Scheme::ApiKeyHeader { .. });
    let keys: BTreeSet<_> =
        all.iter().flat_map(|s| s.parts()).filter(|s| is_key(s)).flat_map(Scheme::words).collect();
    let name = |part: &Scheme| match part {
        Scheme::Basic { .. } => "basic",
        Scheme::Bearer => "token",
        Scheme::ApiKeyQuery { name, .. } | Scheme::ApiKeyHeader { name, .. } if keys.len() > 1 => {
            name
        }
        Scheme::ApiKeyQuery { .. } | Scheme::ApiKeyHeader { .. } => "api-key",
        Scheme::ClientCredentials(_) => "client-credentials",
        Scheme::Login(_) => "login",
        _ => "other",
    };
    scheme.parts().iter().map(name).collect::<Vec<_>>().join("+")
}

fn ask(word: &str) -> io::Result<String> {
    write!(io::stderr(), "{word}: ")?;
    line()
}

/// A line of standard input, without its end.
fn line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().take(64 << 10).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
