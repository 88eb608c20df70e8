package dev.deskwright.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.deskwright.ldap.LdapObserver.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * One search, page by page (RFC 2696). Entries are handed on as they come and are not kept. What a
 * server may send is bounded: in entries, in bytes, in pages and in time.
 */
final class PagedSearch {

  /** Result code of our own: the server sent more than is taken from it. */
  static final ResultCode TOO_MUCH = ResultCode.valueOf(16384, "too much sent");

  /** As many members as a group may have. */
  private static final int MAX_ENTRIES = 200_000;

  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_PAGES = 20_000;
  private static final int TIMEOUTS_PER_SEARCH = 10;

  private final LDAPConnection connection;
  private final Requests requests;
  private final int pageSize;
  private final Duration limit;

  PagedSearch(LDAPConnection connection, Requests requests, LdapSettings settings) {
    this.connection = connection;
    this.requests = requests;
    this.pageSize = settings.pageSize();
    this.limit = settings.responseTimeout().multipliedBy(TIMEOUTS_PER_SEARCH);
  }

  void below(
      DN base, Filter filter, Collection<String> attributes, Consumer<SearchResultEntry> each)
      throws LDAPException {
    search(base, SearchScope.SUB, filter, attributes, each);
  }

  /**
   * Only this entry, if it matches the filter.
   *
   * @return whether it does; false too if there is no such entry
   */
  boolean at(
      DN entry, Filter filter, Collection<String> attributes, Consumer<SearchResultEntry> each)
      throws LDAPException {
    int[] found = {0};
    try {
      search(
          entry,
          SearchScope.BASE,
          filter,
          attributes,
          result -> {
            found[0]++;
            each.accept(result);
          });
    } catch (LDAPException e) {
      // OpenLDAP knows the attributes of its schema alone, and calls others no DN at all.
      if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
          && !e.getResultCode().equals(ResultCode.INVALID_DN_SYNTAX)) {
        throw e;
      }
    }
    return found[0] > 0;
  }

  void search(
      DN base,
      SearchScope scope,
      Filter filter,
      Collection<String> attributes,
      Consumer<SearchResultEntry> each)
      throws LDAPException {
    Intake intake = new Intake(each, System.nanoTime() + limit.toNanos());
    String[] names = attributes.toArray(String[]::new);
    ASN1OctetString cookie = null;
    try {
      for (int page = 0; page < MAX_PAGES; page++) {
        SearchRequest request = new SearchRequest(intake, base, scope, filter, names);
        if (!scope.equals(SearchScope.BASE)) {
          request.addControl(new SimplePagedResultsControl(pageSize, cookie, false));
        }
        SearchResult result = requests.count(Kind.SEARCH, () -> connection.search(request));
        SimplePagedResultsControl more = SimplePagedResultsControl.get(result);
        if (more == null || !more.moreResultsToReturn()) {
          return;
        }
        cookie = more.getCookie();
      }
      throw new LDAPException(TOO_MUCH, "pages");
    } catch (Excess e) {
      // The rest of the answer is still coming: this connection is good for nothing else.
      connection.close();
      throw new LDAPException(e.code, "stopped", e);
    }
  }

  private static final class Excess extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient ResultCode code;

    Excess(ResultCode code) {
      this.code = code;
    }
  }

  /** Counts what comes in. */
  private static final class Intake implements SearchResultListener {
    private static final long serialVersionUID = 1;
    private final transient Consumer<SearchResultEntry> each;
    private final long deadline;
    private int entries;
    private long bytes;

    Intake(Consumer<SearchResultEntry> each, long deadline) {
      this.each = each;
      this.deadline = deadline;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      take(size(entry));
      each.accept(entry);
    }

    /** Not followed: only the SDK does that, where the settings say so. */
    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
      take(0);
    }

    private void take(long size) {
      bytes += size;
      if (++entries > MAX_ENTRIES || bytes > MAX_BYTES) {
        throw new Excess(TOO_MUCH);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new Excess(ResultCode.TIMEOUT);
      }
    }

    private static long size(SearchResultEntry entry) {
      long size = entry.getDN().length();
      for (Attribute attribute : entry.getAttributes()) {
        for (ASN1OctetString value : attribute.getRawValues()) {
          size += value.getValueLength();
        }
      }
      return size;
    }
  }
}
