// The peer of start to verdict: what any process costs.
int main()
{
    return 0;
}
