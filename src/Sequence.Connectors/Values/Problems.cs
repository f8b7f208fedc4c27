using System.Globalization;

namespace Sequence.Connectors;

/// <summary>Short ways to say a problem.</summary>
internal static class Problems
{
    public static Problem Of(string code, string path, string message, string? fix = null) =>
        new() { Code = code, Path = path, Message = message, Fix = fix };

    public static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static string Text(LocalDate? date) => date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "no date";
}
