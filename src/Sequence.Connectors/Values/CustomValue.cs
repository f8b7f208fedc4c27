using System.Globalization;

namespace Sequence.Connectors;

/// <summary>The value of a custom field: a text, a number, a flag, a date, an instant or a list of texts.</summary>
public abstract record CustomValue
{
    private protected CustomValue()
    {
    }

    /// <summary>A text.</summary>
    public static implicit operator CustomValue(string value) => new Text(value);

    /// <summary>A number.</summary>
    public static implicit operator CustomValue(decimal value) => new Number(value);

    /// <summary>A flag.</summary>
    public static implicit operator CustomValue(bool value) => new Flag(value);

    /// <summary>A calendar date.</summary>
    public static implicit operator CustomValue(LocalDate value) => new Date(value);

    /// <summary>A moment.</summary>
    public static implicit operator CustomValue(Instant value) => new Moment(value);

    /// <summary>Text of any length.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : CustomValue
    {
        /// <inheritdoc />
        public override string ToString() => Value;
    }

    /// <summary>A decimal number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(decimal Value) : CustomValue
    {
        /// <inheritdoc />
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Yes or no.</summary>
    /// <param name="Value">The flag.</param>
    public sealed record Flag(bool Value) : CustomValue
    {
        /// <inheritdoc />
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A calendar date without a zone.</summary>
    /// <param name="Value">The date.</param>
    public sealed record Date(LocalDate Value) : CustomValue
    {
        /// <inheritdoc />
        public override string ToString() => Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment in time.</summary>
    /// <param name="Value">The moment.</param>
    public sealed record Moment(Instant Value) : CustomValue
    {
        /// <inheritdoc />
        public override string ToString() => Value.ToString();
    }

    /// <summary>Several texts, in order: a multi-select.</summary>
    /// <param name="Values">The texts.</param>
    public sealed record Choices(ValueList<string> Values) : CustomValue
    {
        /// <inheritdoc />
        public override string ToString() => string.Join("; ", (IEnumerable<string>)Values);
    }
}
