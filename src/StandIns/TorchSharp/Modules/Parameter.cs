namespace TorchSharp.Modules;

/// <summary>A leaf tensor that an optimiser updates; takes over the storage of <c>data</c>, which becomes invalid.</summary>
public sealed class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true) : base(Native.lth_detach(data.Handle))
    {
        data.Dispose();
        this.requires_grad = requires_grad;
    }
}
