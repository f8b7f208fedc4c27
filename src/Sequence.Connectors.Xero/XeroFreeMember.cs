using NodaTime.Text;

namespace Sequence.Connectors.Xero;

/// <summary>A member of Xero's records that the model leaves free, so that a field map may name it.</summary>
/// <param name="Name">As it travels.</param>
/// <param name="Longest">The most characters that it holds.</param>
/// <param name="Fits">Whether a text can stand there; null where every text can, and an empty one clears it.</param>
internal sealed record XeroFreeMember(string Name, int Longest, Func<string, bool>? Fits = null)
{
    private static readonly XeroFreeMember Theme = new("BrandingThemeID", 36, XeroValues.IsGuid);

    private static readonly XeroFreeMember[] OfCustomers = [new("AccountNumber", 50), new("CompanyNumber", 50), new("TaxNumber", 50)];

    private static readonly XeroFreeMember[] OfInvoices =
    [
        new(XeroCustomFields.Reference, XeroFacts.ReferenceLength),
        Theme,
        new("ExpectedPaymentDate", 10, text => LocalDatePattern.Iso.Parse(text).Success),
    ];

    private static readonly XeroFreeMember[] OfCreditMemos = [Theme];

    /// <summary>The free members of a type of record.</summary>
    public static IReadOnlyList<XeroFreeMember> Of(RecordType type) =>
        type.Name switch
        {
            nameof(Customer) => OfCustomers,
            nameof(Invoice) => OfInvoices,
            nameof(CreditMemo) => OfCreditMemos,
            _ => [],
        };

    public static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
