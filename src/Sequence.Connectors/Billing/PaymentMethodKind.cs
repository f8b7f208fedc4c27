namespace Sequence.Connectors;

/// <summary>What a payment method is.</summary>
public enum PaymentMethodKind
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>A credit or debit card.</summary>
    Card,

    /// <summary>A bank account that is debited.</summary>
    BankAccount,
}
