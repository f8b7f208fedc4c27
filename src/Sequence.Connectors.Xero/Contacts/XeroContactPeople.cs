namespace Sequence.Connectors.Xero;

/// <summary>
/// The people of a contact: the primary one is the contact's own, the others a list that is always sent whole, for it replaces
/// the one that stands.
/// </summary>
internal static class XeroContactPeople
{
    private const string Path = nameof(Customer.Contacts);

    public static void Write(XeroBody body, Customer customer)
    {
        if (!body.Owns(Path) || (customer.Contacts.Count == 0 && !body.IsUpdate))
        {
            return;
        }

        var primary = customer.PrimaryContact;
        var (given, family) = NamesOf(primary);
        body.Text(Path, "FirstName", given, XeroFacts.NameLength);
        body.Text(Path, "LastName", family, XeroFacts.NameLength);
        Email(body, primary?.Email);
        var others = customer.Contacts.Where(contact => contact != primary).ToList();
        if (others.Count == 0 && !body.IsUpdate)
        {
            return;
        }

        if (others.Count > XeroFacts.MostContactPersons)
        {
            body.Note(
                MappingNoteKind.Dropped,
                Path,
                "ContactPersons",
                XeroValues.Text(others.Count),
                XeroValues.Text(XeroFacts.MostContactPersons),
                $"Xero holds {XeroFacts.MostContactPersons} people beside the primary one; the others were left out."
            );
        }

        body.Json.WriteStartArray("ContactPersons");
        foreach (var person in others.Take(XeroFacts.MostContactPersons))
        {
            var (first, last) = NamesOf(person);
            body.Json.WriteStartObject();
            body.Json.WriteString("FirstName", first ?? "");
            body.Json.WriteString("LastName", last ?? "");
            body.Json.WriteString("EmailAddress", person.Email ?? "");
            body.Json.WriteBoolean("IncludeInEmails", person.BillingPreference == BillingPreference.Standard);
            body.Json.WriteEndObject();
        }

        body.Json.WriteEndArray();
    }

    // A cut address would reach somebody else.
    private static void Email(XeroBody body, string? email)
    {
        if (email is { Length: > XeroFacts.NameLength })
        {
            body.Refuse(
                "email.too_long",
                nameof(Customer.BillingEmail),
                $"The mail address has {email.Length} characters; Xero holds {XeroFacts.NameLength}.",
                "Use a shorter one."
            );
            return;
        }

        body.Text(Path, "EmailAddress", email, XeroFacts.NameLength);
    }

    private static (string? Given, string? Family) NamesOf(Contact? contact) =>
        contact is { GivenName: null, FamilyName: null } ? (contact.Name, null) : (contact?.GivenName, contact?.FamilyName);
}
