using System.Globalization;

namespace Sequence.Connectors;

/// <summary>
/// A share whose scale cannot be mistaken: made from points (20 is 20%) or from a fraction (0.2 is 20%). The default is 0%.
/// </summary>
public readonly record struct Percentage : IComparable<Percentage>
{
    private Percentage(decimal points) => Points = points;

    /// <summary>In percent points: 20 for 20%.</summary>
    public decimal Points { get; }

    /// <summary>As a fraction: 0.2 for 20%.</summary>
    public decimal Fraction => Points / 100m;

    /// <summary>From percent points: 20 is 20%.</summary>
    public static Percentage FromPoints(decimal points) => new(points);

    /// <summary>From a fraction: 0.2 is 20%.</summary>
    public static Percentage FromFraction(decimal fraction) => new(fraction * 100m);

    /// <summary>This share of an amount, not rounded.</summary>
    public decimal Of(decimal amount) => amount * Fraction;

    /// <inheritdoc />
    public int CompareTo(Percentage other) => Points.CompareTo(other.Points);

    /// <summary>The points with every decimal, such as <c>8.25%</c>.</summary>
    public override string ToString() => Points.ToString("0.############################", CultureInfo.InvariantCulture) + "%";

    /// <summary>Whether the left share is smaller.</summary>
    public static bool operator <(Percentage left, Percentage right) => left.Points < right.Points;

    /// <summary>Whether the left share is larger.</summary>
    public static bool operator >(Percentage left, Percentage right) => left.Points > right.Points;

    /// <summary>Whether the left share is smaller or equal.</summary>
    public static bool operator <=(Percentage left, Percentage right) => left.Points <= right.Points;

    /// <summary>Whether the left share is larger or equal.</summary>
    public static bool operator >=(Percentage left, Percentage right) => left.Points >= right.Points;
}
