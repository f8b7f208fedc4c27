using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>For packages of connectors: an address as a system holds it that takes any text for its parts.</summary>
/// <param name="Line1">The first line; null or blank when there is none, as with every part.</param>
/// <param name="Line2">The second line.</param>
/// <param name="Line3">The third line.</param>
/// <param name="City">The city.</param>
/// <param name="Region">The state, province or county, by its code or in words.</param>
/// <param name="PostalCode">The postal code.</param>
/// <param name="Country">The country, by its code or in words.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly record struct AddressText(
    string? Line1,
    string? Line2,
    string? Line3,
    string? City,
    string? Region,
    string? PostalCode,
    string? Country
)
{
    /// <summary>The lines that say something as one, parted by commas; null when none does.</summary>
    public static string? Join(params ReadOnlySpan<string?> lines)
    {
        string? joined = null;
        foreach (var line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                joined = joined is null ? line : $"{joined}, {line}";
            }
        }

        return joined;
    }
}
