namespace Sequence.Connectors;

/// <summary>The tax rate of a price in one schedule.</summary>
/// <param name="PriceId">The price.</param>
/// <param name="TaxRateId">The tax rate.</param>
public sealed record PriceTaxRate(string PriceId, string TaxRateId);
