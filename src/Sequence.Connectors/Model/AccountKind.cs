namespace Sequence.Connectors;

/// <summary>What a ledger account is for.</summary>
public enum AccountKind
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Revenue.</summary>
    Income,

    /// <summary>A bank account.</summary>
    Bank,

    /// <summary>What customers owe.</summary>
    Receivable,

    /// <summary>Another asset, such as undeposited funds.</summary>
    OtherAsset,

    /// <summary>What is owed to others, such as taxes.</summary>
    Liability,

    /// <summary>Costs.</summary>
    Expense,

    /// <summary>Owners' equity.</summary>
    Equity,
}
