// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! progenitor's methods for Sequence, as it prints them, on the runtime in the place of reqwest and progenitor-client.

use crate::types;
use ::progenitor_client::{Api, Provider, Transport};
#[allow(
    unused_imports,
    reason = "what progenitor's methods name: each needs a part of it"
)]
use ::progenitor_client::{ClientHooks, Error, OperationInfo, ResponseValue, encode_path};

/// The client that has progenitor's methods.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) client: Transport,
    pub(crate) baseurl: ::std::sync::Arc<str>,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;
    type Builder = ::progenitor_client::Builder;
    fn from_transport(client: Transport) -> Self {
        let baseurl = client.base_url().into();
        Self { client, baseurl }
    }
    fn transport(&self) -> &Transport {
        &self.client
    }
}

impl Client {
    /// progenitor sends it with each request; the runtime leaves it out.
    const fn api_version() -> &'static str {
        ""
    }
}

#[allow(clippy::all)]
impl Client {
    /**Sends a `GET` request to `/sequence-accounts/{p0000}`

*/
    pub async fn get_account<'a>(
        &'a self,
        p0000: &'a str,
    ) -> Result<ResponseValue<types::Account>, Error<types::ErrorResponse>> {
        let url = format!(
            "{}/sequence-accounts/{}", self.baseurl, encode_path(& p0000.to_string()),
        );
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .headers(header_map)
            .build()?;
        let info = OperationInfo {
            operation_id: "get_account",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            400u16..=499u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            500u16..=599u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Sends a `PUT` request to `/sequence-accounts/{p0000}`

*/
    pub async fn update_account<'a>(
        &'a self,
        p0000: &'a str,
        body: &'a types::UpdateAccount,
    ) -> Result<ResponseValue<types::Account>, Error<types::ErrorResponse>> {
        let url = format!(
            "{}/sequence-accounts/{}", self.baseurl, encode_path(& p0000.to_string()),
        );
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .put(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .headers(header_map)
            .build()?;
        let info = OperationInfo {
            operation_id: "update_account",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            400u16..=499u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            500u16..=599u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Sends a `GET` request to `/sequence-accounts`

*/
    pub async fn list_accounts<'a>(
        &'a self,
        after: Option<&'a str>,
        before: Option<&'a str>,
        limit: Option<i64>,
    ) -> Result<ResponseValue<types::AccountList>, Error<types::ErrorResponse>> {
        let url = format!("{}/sequence-accounts", self.baseurl,);
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("after", &after))
            .query(&progenitor_client::QueryParam::new("before", &before))
            .query(&progenitor_client::QueryParam::new("limit", &limit))
            .headers(header_map)
            .build()?;
        let info = OperationInfo {
            operation_id: "list_accounts",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            400u16..=499u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            500u16..=599u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}
