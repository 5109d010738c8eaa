package org.pcm.devnode.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an identity may do, as Fabric's node OUs tell it: by the certificate's OU. */
public enum Role {
    CLIENT,
    PEER,
    ORDERER,
    ADMIN;

    /** The organisational unit that stands for this role in a certificate's subject. */
    public String organisationalUnit() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role a certificate's OUs give; empty when they give none or more than one. */
    static Optional<Role> of(List<String> organisationalUnits) {
        List<Role> roles =
                List.of(values()).stream()
                        .filter(r -> organisationalUnits.contains(r.organisationalUnit()))
                        .toList();
        return roles.size() == 1 ? Optional.of(roles.get(0)) : Optional.empty();
    }
}
