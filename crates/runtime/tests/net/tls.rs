//! Real TLS handshakes against a certificate authority of the test's own.
#![cfg(feature = "rustls")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bindery_runtime::{ErrorKind, reqwest};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::api::Oauth;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server whose certificate is for these names until this year; it may demand one of its clients.
async fn server(
    authority: &Authority,
    name: &str,
    until: i32,
    clients: Option<&Authority>,
) -> (String, Arc<AtomicUsize>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let certificate = params.signed_by(&key, authority).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider.clone());
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = match clients {
        None => config.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = config.with_single_cert(chain, key).unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let count = Arc::new(AtomicUsize::new(0));
    let connections = count.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            connections.fetch_add(1, Ordering::SeqCst);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                let _ = stream.read(&mut [0; 4096]).await;
                let response = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{\"id\":\"7\"}";
                let _ = stream.write_all(response.as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    (url, count)
}

/// A call of a client that trusts this authority: how it ends, and after how many connections.
async fn call(trusted: &Authority, server: (String, Arc<AtomicUsize>)) -> (String, usize) {
    let root = reqwest::Certificate::from_der(trusted.der()).unwrap();
    let client = Oauth::builder()
        .token("made-up-token")
        .base_url(server.0)
        .http(|http| http.tls_backend_rustls().tls_certs_only([root]))
        .build()
        .unwrap();
    let end = match client.get_account("7").await {
        Ok(account) => account.id.clone(),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
            error.to_string()
        }
    };
    (end, server.1.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_certificate_is_checked_once_and_its_fault_is_named() {
    let (ours, other) = (authority(), authority());
    let good = server(&ours, "localhost", 2999, None).await;
    assert_eq!(call(&ours, good).await, ("7".to_owned(), 1));
    for (server, fault) in [
        (server(&ours, "localhost", 2001, None).await, "its certificate has expired"),
        (server(&ours, "other.example", 2999, None).await, "its certificate is for another host"),
        (
            server(&other, "localhost", 2999, None).await,
            "no certificate authority that this machine trusts has signed its certificate",
        ),
    ] {
        let (end, connections) = call(&ours, server).await;
        assert!(end.contains(&format!("failed: {fault}; check the base URL")), "{end}");
        assert_eq!(connections, 1, "{end}");
    }
}

#[tokio::test]
async fn a_demanded_client_certificate_is_told() {
    let ours = authority();
    let (end, connections) = call(&ours, server(&ours, "localhost", 2999, Some(&ours)).await).await;
    assert!(end.contains("the server demands a client certificate"), "{end}");
    assert_eq!(connections, 1, "{end}");
}
