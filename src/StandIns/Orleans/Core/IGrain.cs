namespace Orleans.Runtime
{
    public interface IAddressable;
}

namespace Orleans
{
    public interface IGrain : Runtime.IAddressable;

    public interface IGrainWithStringKey : IGrain;

    public interface IGrainWithIntegerKey : IGrain;
}
