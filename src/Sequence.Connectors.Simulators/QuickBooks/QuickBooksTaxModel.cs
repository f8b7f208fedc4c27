namespace Sequence.Connectors.Simulators;

/// <summary>How a company's sales tax is worked out.</summary>
public enum QuickBooksTaxModel
{
    /// <summary>United States, automated sales tax: QuickBooks computes it from the ship-to address; lines say TAX or NON.</summary>
    UnitedStatesAutomated,

    /// <summary>United States, manual sales tax: the transaction names a tax code; lines say TAX or NON.</summary>
    UnitedStatesManual,

    /// <summary>Outside the United States: every line names a numeric tax code.</summary>
    Global,
}
