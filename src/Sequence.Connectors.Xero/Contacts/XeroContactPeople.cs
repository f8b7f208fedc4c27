namespace Sequence.Connectors.Xero;

/// <summary>
/// The people of a contact: the primary one is the contact's own, the others a list that is always sent whole, for it replaces
/// the one that stands. Those whom people entered in Xero are sent back with it.
/// </summary>
internal static class XeroContactPeople
{
    private const string Path = nameof(Customer.Contacts);

    public static void Write(XeroBody body, WriteIntent<Customer> intent, IReadOnlyList<XeroContactPerson> standing)
    {
        var customer = intent.Record;
        if (!body.Owns(Path) || (customer.Contacts.Count == 0 && !body.Clears))
        {
            return;
        }

        var primary = customer.PrimaryContact;
        Primary(body, primary);
        var others = customer.Contacts.Where(contact => contact != primary).ToList();
        var theirs = standing.Where(person => !IsOurs(person, others, intent.Target?.Parts ?? [])).ToList();
        if (others.Count == 0 && theirs.Count == standing.Count)
        {
            return;
        }

        var room = XeroFacts.MostContactPersons - theirs.Count;
        if (others.Count > room)
        {
            body.Note(
                MappingNoteKind.Dropped,
                Path,
                "ContactPersons",
                XeroValues.Text(others.Count),
                XeroValues.Text(room),
                $"Xero holds {XeroFacts.MostContactPersons} people beside the primary one, those who were entered there among them; the others were left out."
            );
        }

        var sent = new List<XeroSentLine>();
        body.Lines = sent;
        body.Json.WriteStartArray("ContactPersons");
        foreach (var person in others.Take(room))
        {
            var (first, last) = NamesOf(person);
            Person(body, first, last, person.Email, person.BillingPreference == BillingPreference.Standard);

            // By its mail address a person is known again, and taken away once the host has it no more.
            sent.Add(new(person.Email, person.Email, null, 0m));
        }

        foreach (var person in theirs)
        {
            Person(body, person.FirstName, person.LastName, person.EmailAddress, person.IncludeInEmails == true);
        }

        body.Json.WriteEndArray();
    }

    // Who has no name, or no mail, says nothing of the one that somebody entered.
    private static void Primary(XeroBody body, Contact? primary)
    {
        var (given, family) = NamesOf(primary);
        if (primary is null || given is not null || family is not null)
        {
            body.Text(Path, "FirstName", given, XeroFacts.NameLength);
            body.Text(Path, "LastName", family, XeroFacts.NameLength);
        }

        if (primary is not { Email: null })
        {
            Email(body, primary?.Email);
        }
    }

    private static bool IsOurs(in XeroContactPerson person, List<Contact> others, ValueList<RecordPart> written)
    {
        var (email, first, last) = (person.EmailAddress?.Trim(), person.FirstName, person.LastName);
        return string.IsNullOrEmpty(email)
            ? others.Any(other => NamesOf(other) == (first, last))
            : others.Any(other => Is(other.Email)) || written.Any(part => Is(part.ExternalId));

        bool Is(string? other) => string.Equals(other?.Trim(), email, StringComparison.OrdinalIgnoreCase);
    }

    private static void Person(XeroBody body, string? first, string? last, string? email, bool includeInEmails)
    {
        body.Json.WriteStartObject();
        body.Json.WriteString("FirstName", first ?? "");
        body.Json.WriteString("LastName", last ?? "");
        body.Json.WriteString("EmailAddress", email ?? "");
        body.Json.WriteBoolean("IncludeInEmails", includeInEmails);
        body.Json.WriteEndObject();
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
