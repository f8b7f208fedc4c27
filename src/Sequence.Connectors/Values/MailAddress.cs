using System.Buffers;

namespace Sequence.Connectors;

/// <summary>Tells a mail address from other text, as far as that is certain: whether it exists, only a mail can tell.</summary>
internal static class MailAddress
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ,;<>()\t\r\n");

    public static bool IsPlausible(string text)
    {
        var address = text.AsSpan().Trim();
        var at = address.IndexOf('@');
        var domain = address[(at + 1)..];
        return at > 0
            && !domain.IsEmpty
            && !address.ContainsAny(Forbidden)
            && !domain.Contains('@')
            && domain.IndexOf('.') > 0
            && domain[^1] != '.'
            && !domain.Contains("..", StringComparison.Ordinal);
    }
}
