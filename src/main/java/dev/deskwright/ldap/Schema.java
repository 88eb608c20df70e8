package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which attributes say what. Start from a preset and change what differs.
 *
 * @param userFilter what a user is (RFC 4515)
 * @param loginName attribute that people sign in with
 * @param principalName attribute with {@code name@domain}, if there is one
 * @param displayName attribute with the name for people
 * @param mail attribute with mail addresses
 * @param groupFilter what a group is (RFC 4515)
 * @param groupNames attributes by which a group is named; 1 to 8
 * @param groupMembers attributes of a group with its members' DNs
 * @param groupLoginNames attribute of a group with its members' login names, as memberUid
 * @param memberOf attribute of a user with its groups' DNs; needed for all but {@link Nesting#WALK}
 * @param nesting how groups in groups are followed
 * @param nestingDepth how many groups deep {@link Nesting#WALK} goes; 1 to 64, 16 in the presets
 * @param entryDn attribute by which an entry can be found by its DN
 * @param accountRules how disabled and expired accounts are told; the first that applies counts
 */
public record Schema(
    String userFilter,
    String loginName,
    Optional<String> principalName,
    String displayName,
    String mail,
    String groupFilter,
    List<String> groupNames,
    List<String> groupMembers,
    Optional<String> groupLoginNames,
    Optional<String> memberOf,
    Nesting nesting,
    int nestingDepth,
    String entryDn,
    List<AccountRule> accountRules) {

  private static final int DEPTH = 16;

  /** An attribute description without options (RFC 4512, 2.5): a name or an OID. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("[A-Za-z][-A-Za-z0-9]{0,127}|[0-9]+([.][0-9]+){1,63}");

  /** Active Directory, and Samba as a domain controller. */
  public static final Schema ACTIVE_DIRECTORY =
      new Schema(
          // SAM_NORMAL_USER_ACCOUNT: no computers, and no accounts of trusts. It is indexed.
          "(&(objectClass=user)(sAMAccountType=805306368))",
          "sAMAccountName",
          Optional.of("userPrincipalName"),
          "displayName",
          "mail",
          "(objectClass=group)",
          List.of("sAMAccountName", "cn"),
          List.of("member"),
          Optional.empty(),
          Optional.of("memberOf"),
          Nesting.MATCHING_RULE,
          DEPTH,
          "distinguishedName",
          List.of(AccountRule.USER_ACCOUNT_CONTROL, AccountRule.ACCOUNT_EXPIRES));

  /** OpenLDAP and others: posixAccount with groupOfNames, groupOfUniqueNames or posixGroup. */
  public static final Schema RFC2307 =
      new Schema(
          "(objectClass=posixAccount)",
          "uid",
          Optional.empty(),
          "displayName",
          "mail",
          "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))",
          List.of("cn"),
          List.of("member", "uniqueMember"),
          Optional.of("memberUid"),
          Optional.empty(),
          Nesting.WALK,
          DEPTH,
          "entryDN",
          List.of(AccountRule.PWD_ACCOUNT_LOCKED_TIME, AccountRule.SHADOW_EXPIRE));

  /** FreeIPA and Red Hat Identity Management. */
  public static final Schema FREE_IPA =
      new Schema(
          "(&(objectClass=posixAccount)(objectClass=krbPrincipalAux))",
          "uid",
          Optional.of("krbPrincipalName"),
          "displayName",
          "mail",
          "(objectClass=ipaUserGroup)",
          List.of("cn"),
          List.of("member"),
          Optional.empty(),
          Optional.of("memberOf"),
          Nesting.MEMBER_OF,
          DEPTH,
          "entrydn",
          List.of(AccountRule.NS_ACCOUNT_LOCK, AccountRule.KRB_PRINCIPAL_EXPIRATION));

  /** Reports all that is wrong at once. */
  public Schema {
    groupNames = List.copyOf(groupNames);
    groupMembers = List.copyOf(groupMembers);
    accountRules = List.copyOf(Set.copyOf(accountRules).stream().sorted().toList());
    List<String> wrong = new ArrayList<>();
    List<String> attributes = new ArrayList<>(List.of(loginName, displayName, mail, entryDn));
    attributes.addAll(groupNames);
    attributes.addAll(groupMembers);
    principalName.ifPresent(attributes::add);
    groupLoginNames.ifPresent(attributes::add);
    memberOf.ifPresent(attributes::add);
    attributes.stream()
        .filter(attribute -> !ATTRIBUTE.matcher(attribute).matches())
        .forEach(attribute -> wrong.add("\"%s\" is not an attribute".formatted(attribute)));
    checkFilter("userFilter", userFilter).ifPresent(wrong::add);
    checkFilter("groupFilter", groupFilter).ifPresent(wrong::add);
    if (groupNames.isEmpty() || groupNames.size() > 8) {
      wrong.add("groupNames needs 1 to 8 attributes");
    }
    if (nesting != Nesting.WALK && memberOf.isEmpty()) {
      wrong.add("nesting %s needs memberOf".formatted(nesting));
    }
    if (nestingDepth < 1 || nestingDepth > 64) {
      wrong.add("nestingDepth %d is not 1 to 64".formatted(nestingDepth));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  static Optional<String> checkFilter(String name, String filter) {
    try {
      Filter.create(filter);
      return Optional.empty();
    } catch (LDAPException e) {
      return Optional.of("%s \"%s\" is not an LDAP filter (RFC 4515)".formatted(name, filter));
    }
  }

  /** The same but for what is changed in the draft. */
  public Schema with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.schema();
  }

  /** What may differ from a preset; each field means what the record's component does. */
  public static final class Draft {
    public String userFilter;
    public String loginName;
    public Optional<String> principalName;
    public String displayName;
    public String mail;
    public List<String> groupMembers;
    public Nesting nesting;
    public Optional<String> memberOf;
    public int nestingDepth;

    private final Schema preset;

    private Draft(Schema preset) {
      this.preset = preset;
      userFilter = preset.userFilter;
      loginName = preset.loginName;
      principalName = preset.principalName;
      displayName = preset.displayName;
      mail = preset.mail;
      groupMembers = preset.groupMembers;
      nesting = preset.nesting;
      memberOf = preset.memberOf;
      nestingDepth = preset.nestingDepth;
    }

    private Schema schema() {
      return new Schema(
          userFilter,
          loginName,
          principalName,
          displayName,
          mail,
          preset.groupFilter,
          preset.groupNames,
          groupMembers,
          preset.groupLoginNames,
          memberOf,
          nesting,
          nestingDepth,
          preset.entryDn,
          preset.accountRules);
    }
  }
}
