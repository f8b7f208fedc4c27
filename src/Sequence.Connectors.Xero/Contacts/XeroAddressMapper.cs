namespace Sequence.Connectors.Xero;

/// <summary>Addresses, from Xero to the unified model: what stands in the fourth line is joined to the third.</summary>
internal static class XeroAddressMapper
{
    public static Address? ToAddress(in XeroAddress? given, string path, string systemPath, XeroReadScope scope) =>
        given is not { } address
            ? null
            : scope.Addresses.Read(
                new(
                    address.AddressLine1,
                    address.AddressLine2,
                    Rest(address),
                    address.City,
                    address.Region,
                    address.PostalCode,
                    address.Country
                ),
                path,
                systemPath
            );

    public static string? Rest(in XeroAddress address) => AddressText.Join(address.AddressLine3, address.AddressLine4);
}
