using System.Globalization;

namespace Sequence.Connectors.Tests;

/// <summary>Decimals in theories, where attributes cannot hold them.</summary>
internal static class TestNumbers
{
    internal static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
