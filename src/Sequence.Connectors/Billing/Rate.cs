using System.Globalization;

namespace Sequence.Connectors;

/// <summary>
/// An amount of money or a share, so that 0.5 for half a euro and 0.5 for half of everything cannot be taken for one another. In
/// JSON an amount is a number and a share a text with a percent sign.
/// </summary>
public abstract record Rate
{
    private protected Rate()
    {
    }

    /// <summary>An amount of zero.</summary>
    public static Rate Zero { get; } = new Amount(0m);

    /// <summary>An amount of money.</summary>
    public static implicit operator Rate(decimal value) => new Amount(value);

    /// <summary>A share.</summary>
    public static implicit operator Rate(Percentage value) => new Share(value);

    /// <summary>The charge for a number of units, or for the money that the units are; not rounded.</summary>
    public abstract decimal Of(decimal units);

    /// <summary>So much money for one unit.</summary>
    /// <param name="Value">The amount in units of the currency, not in cents.</param>
    public sealed record Amount(decimal Value) : Rate
    {
        /// <inheritdoc />
        public override decimal Of(decimal units) => units * Value;

        /// <inheritdoc />
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A share of the money that the units are.</summary>
    /// <param name="Value">The share.</param>
    public sealed record Share(Percentage Value) : Rate
    {
        /// <inheritdoc />
        public override decimal Of(decimal units) => Value.Of(units);

        /// <inheritdoc />
        public override string ToString() => Value.ToString();
    }
}
