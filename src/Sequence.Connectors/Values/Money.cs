using System.Globalization;

namespace Sequence.Connectors;

/// <summary>An amount in a currency. The amount is kept as given: <see cref="CurrencyCode.Round"/> rounds, nothing here does.</summary>
public sealed record Money
{
    /// <summary>The amount in units of the currency, not in cents.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The currency of the amount.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>The sum of two amounts in one currency.</summary>
    /// <exception cref="ArgumentException">The currencies differ; the message names both.</exception>
    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + right.AmountIn(left.Currency) };

    /// <summary>The difference of two amounts in one currency.</summary>
    /// <exception cref="ArgumentException">The currencies differ; the message names both.</exception>
    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - right.AmountIn(left.Currency) };

    /// <summary>The currency and the amount with at least the currency's decimals, the same in every culture: "EUR 120.00".</summary>
    public override string ToString()
    {
        const int mostDecimals = 28;
        var decimals = new string('0', Currency.MinorUnits) + new string('#', mostDecimals - Currency.MinorUnits);
        return string.Create(CultureInfo.InvariantCulture, $"{Currency} {Amount.ToString("0." + decimals, CultureInfo.InvariantCulture)}");
    }

    private decimal AmountIn(CurrencyCode currency) =>
        Currency == currency
            ? Amount
            : throw new ArgumentException($"{currency} and {Currency} cannot be added or subtracted: a document has one currency.");
}
