package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.NameResolver;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import dev.deskwright.ldap.LdapObserver.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to one server. Nothing is sent on them before TLS stands. */
final class Connector {

  /** A result code of our own (RFC 4511 leaves those from 16384 on to private use). */
  static final ResultCode NO_START_TLS = ResultCode.valueOf(16385, "startTLS refused");

  /** One message: enough for a group of some 50,000 members. */
  private static final int MAX_MESSAGE_BYTES = 8 << 20;

  private final LdapServer server;
  private final LdapSettings settings;
  private final LdapEnvironment environment;
  private final Requests requests;
  private final SSLSocketFactory tls;
  private final Predicate<LdapServer> known;

  Connector(
      LdapServer server,
      LdapSettings settings,
      LdapEnvironment environment,
      Predicate<LdapServer> known) {
    this.server = server;
    this.settings = settings;
    this.environment = environment;
    this.requests = new Requests(environment.observer());
    this.tls = Tls.socketFactory(settings);
    this.known = known;
  }

  /** Bound as the operator. */
  LDAPConnection open() throws LDAPException {
    LDAPConnection connection = connect();
    try {
      byte[] password = settings.bindPassword().reveal();
      bind(connection, new SimpleBindRequest(settings.bindName(), password), Kind.BIND);
      return connection;
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  BindResult bind(LDAPConnection connection, BindRequest request, Kind kind) throws LDAPException {
    return requests.count(kind, () -> connection.bind(request));
  }

  Requests requests() {
    return requests;
  }

  /** Not bound as anybody. */
  LDAPConnection connect() throws LDAPException {
    boolean ldaps = settings.security() == Security.LDAPS;
    LDAPConnection connection =
        ldaps ? new LDAPConnection(tls, options()) : new LDAPConnection(options());
    int timeout = (int) settings.connectTimeout().toMillis();
    requests.count(
        Kind.CONNECT,
        () -> {
          connection.connect(server.host(), server.port(), timeout);
          return connection;
        });
    if (settings.security() == Security.START_TLS) {
      startTls(connection);
    }
    return connection;
  }

  private void startTls(LDAPConnection connection) throws LDAPException {
    try {
      ExtendedResult result =
          requests.count(
              Kind.START_TLS,
              () -> connection.processExtendedOperation(new StartTLSExtendedRequest(tls)));
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(NO_START_TLS, "refused");
      }
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  private LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setConnectTimeoutMillis((int) settings.connectTimeout().toMillis());
    options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
    options.setMaxMessageSize(MAX_MESSAGE_BYTES);
    options.setSSLSocketVerifier(Tls.hostNames());
    options.setBindWithDNRequiresPassword(true);
    options.setNameResolver(new Resolver(environment.addresses()));
    options.setFollowReferrals(settings.followReferrals());
    options.setReferralHopLimit(3);
    options.setReferralConnector(this::referred);
    return options;
  }

  /** The operator's password goes to no host but those of the settings. */
  private LDAPConnection referred(LDAPURL url, LDAPConnection from) throws LDAPException {
    LdapServer target = new LdapServer(url.getHost(), url.getPort());
    if (!known.test(target)) {
      throw new LDAPException(ResultCode.REFERRAL, "to a host outside the settings");
    }
    return new Connector(target, settings, environment, known).open();
  }

  private static final class Resolver extends NameResolver {
    private final LdapEnvironment.Addresses addresses;

    Resolver(LdapEnvironment.Addresses addresses) {
      this.addresses = addresses;
    }

    @Override
    public InetAddress getByName(String host) throws UnknownHostException {
      return getAllByName(host)[0];
    }

    @Override
    public InetAddress[] getAllByName(String host) throws UnknownHostException {
      try {
        return addresses.of(host);
      } catch (UnknownHostException e) {
        throw e;
      } catch (IOException e) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(e);
        throw unknown;
      }
    }

    @Override
    public void toString(StringBuilder buffer) {
      buffer.append("Resolver()");
    }
  }
}
