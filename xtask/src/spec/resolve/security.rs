//! Security schemes, and which of them are used.

use super::super::document::{HttpScheme, Located, Part, Requirement as Written, SecurityScheme};
use super::super::{At, Requirement, Scheme, SchemeKind, TokenBody, TokenClient, TokenRequest};
use super::{Resolver, refuse};

impl<'d> Resolver<'d, '_> {
    /// The schemes that a requirement names, in order of preference.
    pub(super) fn schemes(&mut self, security: &[Requirement]) -> Vec<Scheme> {
        let used: Vec<&String> = security.iter().flatten().collect();
        let order = |name: &String| used.iter().position(|n| *n == name);
        let mut schemes = Vec::new();
        for (key, scheme) in self.components.security_schemes.iter() {
            let Located { at, value: name } = key;
            if order(name).is_none() {
                self.report.warning(
                    *at,
                    format!(
                        "no requirement under `security` uses `{name}`; list it there, or remove it"
                    ),
                );
            }
            schemes.extend(self.scheme(*at, name, scheme));
        }
        schemes.retain(|scheme| order(&scheme.name).is_some());
        schemes.sort_by_key(|scheme| order(&scheme.name));
        schemes
    }

    /// The ways to authenticate, an empty one last.
    pub(super) fn requirements(&mut self, part: &'d Part<Vec<Part<Written>>>) -> Vec<Requirement> {
        let mut found: Vec<Requirement> = Vec::new();
        for part in part.value.iter().flatten() {
            let Some(written) = &part.value else { continue };
            let mut requirement = Requirement::new();
            for (Located { at, value: name }, scopes) in &written.0 {
                let scheme = self.components.security_schemes.get(name);
                refuse! { self.report,
                    scheme.is_none() => *at, "there is no security scheme `{name}`; correct the name, or describe it under components.securitySchemes";
                }
                let Some(scheme) = scheme else { continue };
                let known = match &scheme.value {
                    Some(SecurityScheme::Oauth2(oauth2)) => {
                        Some(&oauth2.flows.client_credentials.scopes)
                    }
                    _ => None,
                };
                for Located { at, value: scope } in scopes.value.iter().flatten() {
                    refuse! { self.report,
                        known.is_none_or(|scopes| scopes.get(scope).is_none()) => *at, "the scheme has no scope `{scope}`; add it to the flow's `scopes`, or remove it";
                    }
                    let scopes = self.scopes.entry(name.clone()).or_default();
                    if !scopes.contains(scope) {
                        scopes.push(scope.clone());
                    }
                }
                requirement.push(name.clone());
            }
            refuse! { self.report,
                found.contains(&requirement) => part.at, "this way to authenticate is listed twice; keep one";
            }
            found.push(requirement);
        }
        // No credentials are no preference: those that a client has are sent.
        found.sort_by_key(Vec::is_empty);
        found
    }

    fn scheme(&mut self, at: At, name: &str, written: &'d SecurityScheme) -> Option<Scheme> {
        let kind = match written {
            SecurityScheme::Http(http) => {
                let word = |given: &Option<Located<String>>, word: &str| {
                    given.as_ref().map_or(word.to_owned(), |w| w.value.clone())
                };
                match (&http.scheme, &http.x_login) {
                    (HttpScheme::Basic, None) => SchemeKind::Basic {
                        username: word(&http.x_username, "username"),
                        password: word(&http.x_password, "password"),
                    },
                    (HttpScheme::Basic, Some(login)) => {
                        let message = "`x-login` gives a bearer token; write `scheme: bearer`";
                        self.report.problem(login.at, message);
                        return None;
                    }
                    (HttpScheme::Bearer, None) => SchemeKind::Bearer,
                    (HttpScheme::Bearer, Some(login)) => {
                        let login = login.value.as_ref()?;
                        SchemeKind::Login(TokenRequest {
                            url: login.url.value.clone(),
                            body: login.request,
                            token: login.token.0.text(),
                            scopes: Vec::new(),
                            parameters: Vec::new(),
                            client: TokenClient::Body,
                        })
                    }
                }
            }
            SecurityScheme::ApiKey(key) => {
                SchemeKind::ApiKey { place: key.location, name: key.name.value.clone() }
            }
            SecurityScheme::Oauth2(oauth2) => SchemeKind::ClientCredentials(TokenRequest {
                url: oauth2.flows.client_credentials.token_url.value.clone(),
                body: oauth2.x_token_request.unwrap_or(TokenBody::Form),
                token: oauth2.x_token.as_ref().map_or("/access_token".to_owned(), |p| p.0.text()),
                scopes: self.scopes.get(name).cloned().unwrap_or_default(),
                parameters: {
                    let parameters = oauth2.x_token_parameters.iter();
                    parameters.map(|(key, value)| (key.value.clone(), value.clone())).collect()
                },
                client: oauth2.x_token_client.unwrap_or(TokenClient::Body),
            }),
        };
        Some(Scheme { at, name: name.to_owned(), kind })
    }
}
