//! The `ClientBuilder` and the `Credentials` of a generated client. They are types of its crate, so that they have only
//! the kinds of credentials that its provider takes.

/// Defines `ClientBuilder` and `Credentials` for a client: its type, the provider's title in Markdown, and the kinds of
/// credentials that the provider takes, with `token_requests` if there is a token to request.
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($client:ty, $title:literal: $($kind:ident)*) => {
        #[doc = concat!("A builder for a client of ", $title, ".")]
        ///
        /// It needs credentials, and a base URL if the provider has no default. Calls must run within a tokio runtime
        /// with I/O and time enabled.
        #[must_use]
        pub struct ClientBuilder($crate::Builder);

        /// Credentials.
        impl ClientBuilder {
            $($crate::client_builder! { @kind builder $kind })*

            /// Sets the credentials. Of several kinds, each operation uses those that it takes.
            pub fn credentials(self, credentials: Credentials) -> Self {
                Self(self.0.credentials(credentials.0))
            }

            /// Sets no credentials, for operations that need none. Calls of other operations fail before anything is
            /// sent.
            pub fn without_credentials(self) -> Self {
                self.credentials(Credentials::none())
            }
        }

        /// Construction.
        impl ClientBuilder {
            /// Creates a builder without credentials.
            pub fn new() -> Self {
                Self($crate::Builder::new(<$client as $crate::Api>::PROVIDER))
            }

            /// Creates a builder with the credentials and the base URL from environment variables, see
            /// [credentials](crate#credentials).
            ///
            /// # Errors
            /// Returns an error that names the variables if no kind of credentials has all of its variables.
            pub fn from_env() -> ::core::result::Result<Self, $crate::ConfigError> {
                Self::from_variables(|name| ::std::env::var(name).ok())
            }

            /// Like [`from_env`](Self::from_env), with the variables that `lookup` returns.
            ///
            /// # Errors
            /// Returns an error that names the variables if no kind of credentials has all of its variables.
            pub fn from_variables(
                lookup: impl ::core::ops::Fn(&str) -> ::core::option::Option<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::ConfigError> {
                let provider = <$client as $crate::Api>::PROVIDER;
                $crate::Builder::from_variables(provider, lookup).map(Self)
            }

            /// Builds the client. No request is sent.
            ///
            /// # Errors
            /// Returns an error with the missing or invalid setting, and what to do.
            pub fn build(self) -> ::core::result::Result<$client, $crate::ConfigError> {
                self.0.build()
            }
        }

        $crate::client_builder! { @settings
            /// Sets the base URL, such as `https://api.example.com/v1`. The default is the first server of the spec, if it
            /// has one.
            base_url(url: impl ::core::convert::Into<::std::string::String>);
            /// Sets the options of every call.
            options(options: $crate::CallOptions);
            /// Sets the timeout of connecting: DNS, TCP and TLS. The default is 10 seconds. An own client
            /// ([`http_client`](Self::http_client)) has its own timeout.
            connect_timeout(timeout: ::core::time::Duration);
            /// Sets the retry budget of the client and its clones, so that an outage does not multiply the load. Each retry
            /// takes one from it; five responses without a retryable status return one. The default is 100; 0 allows no
            /// retries.
            retry_budget(retries: u32);
            /// Sets the minimum interval between requests, for a provider with a rate limit. Every request of the client
            /// and its clones counts: calls, retries, redirects and token requests. The timeouts of a call include the
            /// wait.
            min_interval(interval: ::core::time::Duration);
            /// Adds a hook that runs before and after each attempt of each call.
            hook(hook: impl $crate::Hook + 'static);
            /// Configures the underlying HTTP client, as in `|http| http.proxy(proxy)`: proxies, root certificates, HTTP
            /// versions, DNS. Several functions apply in order. They cannot change redirects and timeouts.
            /// A response may have 100 header lines, unless `http1_max_headers` allows more.
            http(
                change: impl ::core::ops::FnOnce($crate::reqwest::ClientBuilder) -> $crate::reqwest::ClientBuilder
                    + ::core::marker::Send
                    + ::core::marker::Sync
                    + 'static
            );
            /// Uses your own HTTP client, with its timeouts and `User-Agent`. Build it with
            /// [`redirects`](crate::redirects), so that no credentials are sent to another host.
            http_client(client: $crate::reqwest::Client);
        }

        $crate::client_builder! { @options
            /// Sets the timeout of a whole call, see [`CallOptions::timeout`](crate::CallOptions::timeout). The default is
            /// 60 seconds.
            timeout(timeout: ::core::time::Duration);
            /// Sets the timeout of one attempt, see
            /// [`CallOptions::attempt_timeout`](crate::CallOptions::attempt_timeout). The default is 20 seconds.
            attempt_timeout(timeout: ::core::time::Duration);
            /// Sets the maximum number of attempts, including the first. The default is 3.
            attempts(attempts: u32);
            /// Sets the maximum size of a response body, in bytes after decompression. The default is 1 MiB.
            body_limit(bytes: usize);
            /// Sets the media type to request, if the operation has it.
            accept(media_type: $crate::MediaType);
            /// Sets a header of every request.
            header(name: &str, value: &str);
        }

        impl ::core::default::Default for ClientBuilder {
            fn default() -> Self {
                Self::new()
            }
        }

        impl ::core::convert::From<$crate::Builder> for ClientBuilder {
            fn from(builder: $crate::Builder) -> Self {
                Self(builder)
            }
        }

        impl ::core::convert::From<ClientBuilder> for $crate::Builder {
            fn from(builder: ClientBuilder) -> Self {
                builder.0
            }
        }

        impl ::core::fmt::Debug for ClientBuilder {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        #[doc = concat!("Credentials for ", $title, ". `Debug` prints only their kind.")]
        #[derive(Clone)]
        pub struct Credentials($crate::Credentials);

        impl Credentials {
            $($crate::client_builder! { @kind credentials $kind })*

            /// No credentials, for operations that need none.
            pub fn none() -> Self {
                Self($crate::Credentials::none())
            }

            /// Combines two credentials, for a provider that takes both with a request, or each of them with some
            /// operations.
            #[must_use]
            pub fn and(self, other: Self) -> Self {
                Self(self.0.and(other.0))
            }

            /// Reads credentials from environment variables, see [credentials](crate#credentials): of each operation,
            /// those of the first kind with all of its variables.
            ///
            /// # Errors
            /// Returns an error that names the variables if no kind has all of its variables, unless the provider takes
            /// requests without credentials and none of the variables is set.
            pub fn from_env() -> ::core::result::Result<Self, $crate::ConfigError> {
                Self::from_variables(|name| ::std::env::var(name).ok())
            }

            /// Like [`from_env`](Self::from_env), with the variables that `lookup` returns.
            ///
            /// # Errors
            /// Those of [`from_env`](Self::from_env).
            pub fn from_variables(
                lookup: impl ::core::ops::Fn(&str) -> ::core::option::Option<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::ConfigError> {
                let provider = <$client as $crate::Api>::PROVIDER;
                $crate::Credentials::from_variables(provider, lookup).map(Self)
            }
        }

        impl ::core::fmt::Debug for Credentials {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
    (@settings $($(#[$about:meta])* $name:ident($($argument:ident: $type:ty),*);)*) => {
        /// Settings.
        impl ClientBuilder {$(
            $(#[$about])*
            pub fn $name(self, $($argument: $type),*) -> Self {
                Self(self.0.$name($($argument),*))
            }
        )*}
    };
    (@options $($(#[$about:meta])* $name:ident($($argument:ident: $type:ty),*);)*) => {
        /// Options of every call.
        impl ClientBuilder {$(
            $(#[$about])*
            pub fn $name(self, $($argument: $type),*) -> Self {
                self.options($crate::CallOptions::new().$name($($argument),*))
            }
        )*}
    };
    (@kind $at:ident basic) => {
        $crate::client_builder! { @method $at "HTTP basic credentials."
            basic(username: impl ::core::convert::Into<::std::string::String>, password: impl ::core::convert::Into<$crate::Secret>) }
    };
    (@kind $at:ident token) => {
        $crate::client_builder! { @method $at "a bearer token, with or without the prefix `Bearer`."
            token(token: impl ::core::convert::Into<$crate::Secret>) }
        $crate::client_builder! { @token_source $at }
    };
    (@kind $at:ident api_key) => {
        $crate::client_builder! { @method $at "an API key."
            api_key(key: impl ::core::convert::Into<$crate::Secret>) }
    };
    (@kind $at:ident api_key_named) => {
        $crate::client_builder! { @method $at
            "the API key for the header or query parameter of this name."
            api_key_named(name: impl ::core::convert::Into<::std::string::String>, key: impl ::core::convert::Into<$crate::Secret>) }
    };
    (@kind $at:ident client_credentials) => {
        $crate::client_builder! { @method $at
            "OAuth 2.0 client credentials. The client requests a token at the first call, and again before it expires or after a 401."
            client_credentials(id: impl ::core::convert::Into<::std::string::String>, secret: impl ::core::convert::Into<$crate::Secret>) }
    };
    (@kind $at:ident login) => {
        $crate::client_builder! { @method $at
            "a user name and a password. The client requests a token at the first call, and again before it expires or after a 401."
            login(username: impl ::core::convert::Into<::std::string::String>, password: impl ::core::convert::Into<$crate::Secret>) }
    };
    (@kind credentials token_requests) => {};
    (@kind builder token_requests) => {
        /// Sets the absolute URL of token requests, in place of the spec's. Needed if that is absolute too and the base
        /// URL is a sandbox. With a base URL on this machine, such as a mock's, the default is below it.
        pub fn token_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self(self.0.token_url(url))
        }

        /// Sets a field of token requests, such as `scope` or `audience`. It replaces a field of this name in the spec.
        pub fn token_field(
            self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self(self.0.token_field(name, value))
        }
    };
    (@method builder $about:literal $name:ident($($argument:ident: $type:ty),*)) => {
        #[doc = concat!("Sets ", $about)]
        pub fn $name(self, $($argument: $type),*) -> Self {
            self.credentials(Credentials::$name($($argument),*))
        }
    };
    (@method credentials $about:literal $name:ident($($argument:ident: $type:ty),*)) => {
        #[doc = concat!("Creates credentials from ", $about)]
        pub fn $name($($argument: $type),*) -> Self {
            Self($crate::Credentials::$name($($argument),*))
        }
    };
    (@token_source builder) => {
        /// Sets a source of bearer tokens; see [`Credentials::token_source`].
        pub fn token_source<F, R, E>(self, source: F) -> Self
        where
            F: ::core::ops::Fn() -> R + ::core::marker::Send + ::core::marker::Sync + 'static,
            R: ::core::future::Future<Output = ::core::result::Result<$crate::Token, E>> + ::core::marker::Send + 'static,
            E: ::core::convert::Into<::std::boxed::Box<dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync>>,
        {
            self.credentials(Credentials::token_source(source))
        }
    };
    (@token_source credentials) => {
        /// Creates credentials from a source of bearer tokens. The client calls it before the first call, before a token
        /// expires, and after a 401, never concurrently. It runs in its own task.
        ///
        /// # Errors
        /// An error of the source becomes the `source()` of the error of each call that waited for the token.
        pub fn token_source<F, R, E>(source: F) -> Self
        where
            F: ::core::ops::Fn() -> R + ::core::marker::Send + ::core::marker::Sync + 'static,
            R: ::core::future::Future<Output = ::core::result::Result<$crate::Token, E>> + ::core::marker::Send + 'static,
            E: ::core::convert::Into<::std::boxed::Box<dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync>>,
        {
            Self($crate::Credentials::token_source(source))
        }
    };
}
