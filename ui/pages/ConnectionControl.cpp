#include "ui/pages/ConnectionControl.h"
