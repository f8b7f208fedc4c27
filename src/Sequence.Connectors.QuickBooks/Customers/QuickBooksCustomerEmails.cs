namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The mail addresses of a customer, which QuickBooks keeps in one field, the primary one first. A contact that is a mere address
/// came from there. What people added there stays. Pure.
/// </summary>
internal sealed class QuickBooksCustomerEmails
{
    private readonly List<string> _addresses;

    private QuickBooksCustomerEmails(List<string> addresses, string? text) => (_addresses, Text) = (addresses, text);

    /// <summary>The field's text; null where the host knows no primary address.</summary>
    public string? Text { get; }

    public static QuickBooksCustomerEmails Of(WriteIntent<Customer> intent, QuickBooksWritten? current)
    {
        if (intent.Record.BillingEmail is not { } primary)
        {
            return new([], null);
        }

        var (ours, theirs) = (Copies(intent.Record), Standing(current));
        var known = intent.Base is { } agreed ? Copies(agreed) : [];
        var addresses = ours
            .Concat(theirs.Skip(1).Except(known, StringComparer.OrdinalIgnoreCase))
            .Prepend(primary)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (theirs.SequenceEqual(addresses))
        {
            // As people wrote it.
            return new(addresses, Field(current));
        }

        while (addresses.Count > 1 && Join(addresses).Length > QuickBooksFacts.EmailLength)
        {
            addresses.RemoveAt(addresses.Count - 1);
        }

        return new(addresses, Join(addresses));
    }

    /// <summary>Whether a contact is a mere address, and the field has it.</summary>
    public bool Holds(Contact contact) =>
        IsAddress(contact) && _addresses.Contains(contact.Email!.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses of a field's text, which people part by commas or semicolons.</summary>
    public static string[] Split(string? text) =>
        text?.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Join(List<string> addresses) => string.Join(", ", addresses);

    private static bool IsAddress(Contact contact) =>
        contact is { Name: null, GivenName: null, FamilyName: null, BillingPreference: BillingPreference.Standard }
        && !string.IsNullOrWhiteSpace(contact.Email);

    private static List<string> Copies(Customer customer) =>
        [.. customer.Contacts.Where(IsAddress).Select(contact => contact.Email!.Trim())];

    private static string[] Standing(QuickBooksWritten? current) => Split(Field(current));

    private static string? Field(QuickBooksWritten? current) => current is { Payload.IsEmpty: false }
        ? WireReader.Parse(current.Payload.Utf8.Span, QuickBooksCustomer.Shape)?.PrimaryEmailAddr?.Address
        : null;
}
