namespace Sequence.Connectors;

/// <summary>
/// What the prices of a schedule or a quote must keep: one currency, a way of billing that their kind allows, tiers in order.
/// </summary>
internal static class PriceRules
{
    public static void Check(ValueList<Price> prices, List<Problem> problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var currency = prices.FirstOrDefault(price => price.Currency is not null)?.Currency;
        for (var i = 0; i < prices.Count; i++)
        {
            var price = prices[i];
            var path = $"Prices[{i}]";
            if (!ids.Add(price.Id))
            {
                problems.Add(Problems.Of("price.id.duplicate", $"{path}.Id", $"Two prices have the id '{price.Id}'."));
            }

            CheckCurrency(price, currency, path, problems);
            CheckBilling(price, path, problems);
            CheckStructure(price, path, problems);
        }
    }

    private static void CheckCurrency(Price price, CurrencyCode? currency, string path, List<Problem> problems)
    {
        if (price.Currency is null)
        {
            problems.Add(
                price.CurrencyText is null
                    ? Problems.Of(
                        "price.currency.missing",
                        $"{path}.Currency",
                        "The price has no currency.",
                        "Give a code such as USD."
                    )
                    : Problems.Of(
                        "price.currency.invalid",
                        $"{path}.Currency",
                        $"'{price.CurrencyText}' is not an ISO 4217 currency code.",
                        "Give a code such as USD."
                    )
            );
        }
        else if (price.Currency != currency)
        {
            problems.Add(
                Problems.Of(
                    "price.currency.differs",
                    $"{path}.Currency",
                    $"The price is in {price.Currency}, the first one in {currency}; a schedule has one currency."
                )
            );
        }
    }

    private static void CheckBilling(Price price, string path, List<Problem> problems)
    {
        if (price.BillingFrequency == BillingFrequency.Unknown)
        {
            problems.Add(
                Problems.Of(
                    "price.frequency.missing",
                    $"{path}.BillingFrequency",
                    "The price does not say how often it is billed."
                )
            );
        }

        if (price.BillingType == BillingType.Unknown)
        {
            problems.Add(
                Problems.Of(
                    "price.billing_type.missing",
                    $"{path}.BillingType",
                    "The price does not say whether it is billed in arrears or in advance."
                )
            );
        }

        if (price is { IsUsage: true, BillingType: BillingType.InAdvance })
        {
            problems.Add(
                Problems.Of(
                    "price.usage.in_advance",
                    $"{path}.BillingType",
                    "Usage cannot be billed in advance.",
                    "Bill it in arrears, or grant credit."
                )
            );
        }

        if (price is { IsUsage: false, BillingFrequency: BillingFrequency.OnDemand })
        {
            problems.Add(
                Problems.Of(
                    "price.on_demand.not_usage",
                    $"{path}.BillingFrequency",
                    "Only usage can be billed on demand.",
                    "Choose a period, or once."
                )
            );
        }
    }

    private static void CheckStructure(Price price, string path, List<Problem> problems)
    {
        switch (price)
        {
            case Price.Package { PackageSize: <= 0m }:
                problems.Add(Problems.Of("price.package_size.missing", $"{path}.PackageSize", "A package holds more than zero units."));
                break;
            case Price.Graduated graduated:
                CheckTiers(graduated.Tiers, path, problems);
                break;
            case Price.Volume volume:
                CheckTiers(volume.Tiers, path, problems);
                break;
            case Price.SeatBased seats:
                CheckSeats(seats, path, problems);
                break;
        }
    }

    private static void CheckSeats(Price.SeatBased price, string path, List<Problem> problems)
    {
        if (price.Proration == ProrationStrategy.Unknown)
        {
            problems.Add(
                Problems.Of(
                    "price.proration.missing",
                    $"{path}.Proration",
                    "The price does not say what a change of seats within a period costs."
                )
            );
        }

        if (price.ContractedMinimum < 0m)
        {
            problems.Add(
                Problems.Of("price.seats.negative", $"{path}.ContractedMinimum", "The contracted minimum of seats is below zero.")
            );
        }

        if (price.Tiers.Count > 0)
        {
            CheckTiers(price.Tiers, path, problems);
        }
    }

    private static void CheckTiers(ValueList<PriceTier> tiers, string path, List<Problem> problems)
    {
        if (tiers.Count == 0)
        {
            problems.Add(Problems.Of("price.tiers.missing", $"{path}.Tiers", "The price has no tiers."));
        }

        var lower = 0m;
        for (var i = 0; i < tiers.Count; i++)
        {
            var isLast = i == tiers.Count - 1;
            if (tiers[i].UpperBound is null != isLast)
            {
                problems.Add(Problems.Of(
                    "price.tiers.open",
                    $"{path}.Tiers[{i}].UpperBound",
                    isLast ? "The last tier has an upper bound, so more units have no price." : "Only the last tier has no upper bound.",
                    isLast ? "Leave the bound of the last tier out." : "Give the last unit of the tier."));
            }
            else if (tiers[i].UpperBound <= lower)
            {
                problems.Add(
                    Problems.Of(
                        "price.tiers.order",
                        $"{path}.Tiers[{i}].UpperBound",
                        "The tier ends where the one before it ends, or earlier.",
                        "Sort the tiers by their upper bound."
                    )
                );
            }

            lower = tiers[i].UpperBound ?? lower;
        }
    }
}
