using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>
/// What something costs, in one of seven ways; the family is closed. Charges are pure arithmetic and not rounded:
/// <see cref="CurrencyCode.Round"/> does that.
/// </summary>
[DebuggerDisplay("Price {Name} {Kind} {Currency} {BillingFrequency}")]
public abstract record Price
{
    private protected Price(PriceKind kind) => Kind = kind;

    /// <summary>Which of the seven ways this is.</summary>
    public PriceKind Kind { get; }

    /// <summary>The price's id where it comes from. Phases, minimums, discounts and credit grants refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>The name, which becomes the title of the invoice's line.</summary>
    public string? Name { get; init; }

    /// <summary>The product sold.</summary>
    public string? ProductId { get; init; }

    /// <summary>The catalog price that this one was copied from; null when it was made for its schedule.</summary>
    public string? ListPriceId { get; init; }

    /// <summary>The currency of every amount in the price; null when its code is unknown.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The currency as received.</summary>
    public string? CurrencyText { get; init; }

    /// <summary>How often the price is billed.</summary>
    public BillingFrequency BillingFrequency { get; init; }

    /// <summary>The frequency in the system's own word.</summary>
    public string? BillingFrequencyText { get; init; }

    /// <summary>Whether a period is billed at its start or its end.</summary>
    public BillingType BillingType { get; init; }

    /// <summary>The type in the system's own word.</summary>
    public string? BillingTypeText { get; init; }

    /// <summary>Whether the charge depends on measured usage. Seats are not usage: they can be billed in advance.</summary>
    [JsonIgnore]
    public bool IsUsage => Kind is PriceKind.Linear or PriceKind.Package or PriceKind.Graduated or PriceKind.Volume;

    /// <summary>The charge of one whole billing period, not rounded.</summary>
    /// <param name="units"> The units of each event, or their sum: only a volume price with limits per event looks at single
    /// events. The money, where the rate is a share. Not looked at by one-time and fixed prices.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Units are below zero.</exception>
    public abstract decimal Charge(params ReadOnlySpan<decimal> units);

    private static decimal Sum(ReadOnlySpan<decimal> units)
    {
        var sum = 0m;
        foreach (var one in units)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(one, nameof(units));
            sum += one;
        }

        return sum;
    }

    /// <summary>An amount that is billed once.</summary>
    public sealed record OneTime() : Price(PriceKind.OneTime)
    {
        /// <summary>The amount before tax.</summary>
        public decimal Amount { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units) => Amount;
    }

    /// <summary>An amount that is billed for each billing period.</summary>
    public sealed record Fixed() : Price(PriceKind.Fixed)
    {
        /// <summary>The amount of a whole period before tax.</summary>
        public decimal Amount { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units) => Amount;
    }

    /// <summary>So much for each unit: 340 units at 0.20 are 68.00.</summary>
    public sealed record Linear() : Price(PriceKind.Linear)
    {
        /// <summary>What a unit costs.</summary>
        public Rate Rate { get; init; } = Rate.Zero;

        /// <summary>The usage metric that counts the units.</summary>
        public string? UsageMetricId { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units) => Rate.Of(Sum(units));
    }

    /// <summary>So much for each package, begun ones included: 250 units in packages of 100 at 7.50 are 22.50.</summary>
    public sealed record Package() : Price(PriceKind.Package)
    {
        /// <summary>How many units a package holds; above zero.</summary>
        public decimal PackageSize { get; init; }

        /// <summary>What a package costs before tax.</summary>
        public decimal PricePerPackage { get; init; }

        /// <summary>The usage metric that counts the units.</summary>
        public string? UsageMetricId { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units) => decimal.Ceiling(Sum(units) / PackageSize) * PricePerPackage;
    }

    /// <summary>Each slice of the units at the rate of its tier, and the fee of every tier that is reached.</summary>
    public sealed record Graduated() : Price(PriceKind.Graduated)
    {
        /// <summary>The tiers, in rising order; the last one has no upper bound.</summary>
        public ValueList<PriceTier> Tiers { get; init; }

        /// <summary>The usage metric that counts the units.</summary>
        public string? UsageMetricId { get; init; }

        /// <summary>Over which time the units are counted.</summary>
        public UsageCalculationMode CalculationMode { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units)
        {
            var (charge, fees) = TierCharge.Graduated(Tiers, Sum(units));
            return charge + fees;
        }
    }

    /// <summary>All units at the rate of the tier that their sum reaches, and its fee once.</summary>
    public sealed record Volume() : Price(PriceKind.Volume)
    {
        /// <summary>The tiers, in rising order; the last one has no upper bound.</summary>
        public ValueList<PriceTier> Tiers { get; init; }

        /// <summary>The usage metric that counts the units.</summary>
        public string? UsageMetricId { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units)
        {
            if (TierCharge.Reached(Tiers, Sum(units)) is not { } tier)
            {
                return 0m;
            }

            var charge = tier.Fee ?? 0m;
            foreach (var one in units)
            {
                charge += tier.ChargeOfEvent(one);
            }

            return charge;
        }
    }

    /// <summary>So much for each seat. The contracted minimum is billed even when its seats are unused.</summary>
    public sealed record SeatBased() : Price(PriceKind.SeatBased)
    {
        /// <summary>What a seat costs for a whole period before tax; not looked at where there are tiers.</summary>
        public decimal PricePerSeat { get; init; }

        /// <summary>The tiers, each slice of the seats at its own rate; empty for one price per seat.</summary>
        public ValueList<PriceTier> Tiers { get; init; }

        /// <summary>The seats that are billed at least.</summary>
        public decimal ContractedMinimum { get; init; }

        /// <summary>What a change within a period costs.</summary>
        public ProrationStrategy Proration { get; init; }

        /// <summary>Whether the fees of tiers are prorated like the seats; else they are due in full.</summary>
        public bool ProratesFees { get; init; }

        /// <summary>
        /// How often seats above the minimum are billed, where that is not the price's own frequency: they then come on an
        /// invoice of their own.
        /// </summary>
        public Recurrence OverageFrequency { get; init; }

        /// <summary>The metric that counts the seats.</summary>
        public string? SeatMetricId { get; init; }

        /// <inheritdoc />
        public override decimal Charge(params ReadOnlySpan<decimal> units)
        {
            var (seats, fees) = ChargeOf(Sum(units));
            return seats + fees;
        }

        /// <summary>The charge of a period in which the balance of seats changed, not rounded. The day of a change counts.</summary>
        /// <param name="period">The whole billing period, both days included.</param>
        /// <param name="seats">The balance when the period begins.</param>
        /// <param name="changes">New balances with their days; days outside the period are not looked at.</param>
        /// <exception cref="InvalidOperationException">The price does not say how it prorates.</exception>
        public decimal Charge(DateInterval period, decimal seats, params ReadOnlySpan<SeatChange> changes) =>
            SeatCharge.Of(this, period, seats, changes);

        /// <summary>The seats of a balance that lie above the contracted minimum.</summary>
        public decimal Overage(decimal seats) => Math.Max(0m, seats - ContractedMinimum);

        internal (decimal Seats, decimal Fees) ChargeOf(decimal balance)
        {
            var billed = Math.Max(balance, ContractedMinimum);
            return Tiers.Count == 0 ? (billed * PricePerSeat, 0m) : TierCharge.Graduated(Tiers, billed);
        }
    }
}
