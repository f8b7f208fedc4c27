namespace Sequence.Connectors.QuickBooks;

/// <summary>Addresses, from QuickBooks to the unified model: what stands in its last lines is joined to the third.</summary>
internal static class QuickBooksAddressMapper
{
    public static Address? ToAddress(in QuickBooksAddress? given, string path, string systemPath, QuickBooksReadScope scope) =>
        given is not { } address
            ? null
            : scope.Addresses.Read(
                new(
                    address.Line1,
                    address.Line2,
                    AddressText.Join(address.Line3, address.Line4, address.Line5),
                    address.City,
                    address.CountrySubDivisionCode,
                    address.PostalCode,
                    address.Country
                ),
                path,
                systemPath
            );
}
